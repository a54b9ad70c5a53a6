// Fills a template COUNT times with one engine; prints the CPU microseconds a document takes. The last result is written for a look.
// usage: node fill.mjs ENGINE TEMPLATE.docx DATA.json COUNT OUT.docx
import { readFileSync, writeFileSync } from 'node:fs';

const [engine, templateFile, dataFile, count, out] = process.argv.slice(2);
const template = readFileSync(templateFile);
const data = JSON.parse(readFileSync(dataFile, 'utf8'));

async function docxtemplater() {
  const { default: PizZip } = await import('pizzip');
  const { default: Docxtemplater } = await import('docxtemplater');
  const parser = tag => {
    const path = tag.split('.');
    return { get: scope => path.reduce((value, step) => value?.[step], scope) };
  };
  return () => {
    const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true, parser });
    document.render(data);
    return document.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' });
  };
}

async function docxTemplates() {
  const { createReport } = await import('docx-templates');
  return () => createReport({ template, data, noSandbox: true, cmdDelimiter: '+++' });
}

const fill = await { docxtemplater, 'docx-templates': docxTemplates }[engine]();
for (let i = 0; i < 5; i++) await fill();
const start = process.cpuUsage();
let last;
for (let i = 0; i < Number(count); i++) last = await fill();
const used = process.cpuUsage(start);
writeFileSync(out, last);
console.log((used.user + used.system) / Number(count));
