// A real SMTP server on loopback: writes every mail it takes into a folder, refuses whom it is told to, and says its port on its first line.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { SMTPServer } = require('smtp-server');

const [folder] = process.argv.slice(2);
let count = 0;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  onRcptTo(address, session, done) {
    if (address.address.startsWith('refused')) {
      const refusal = new Error('5.1.1 No such mailbox');
      refusal.responseCode = 550;
      return done(refusal);
    }

    if (address.address.startsWith('later')) {
      const refusal = new Error('4.2.1 Try again later');
      refusal.responseCode = 451;
      return done(refusal);
    }

    return done();
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      count += 1;
      const file = path.join(folder, String(count).padStart(6, '0'));
      fs.writeFileSync(file, Buffer.concat(chunks));
      fs.renameSync(file, `${file}.eml`); // Whoever reads finds whole mails only.
      done();
    });
  },
});
server.listen(0, '127.0.0.1', () => console.log(server.server.address().port));
