using CrossSell.Kernel.Data;
using CrossSell.Kernel.Privacy;
using CrossSell.Mail.Features;

namespace CrossSell.Mail.Data;

internal sealed class MailPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables =>
    [
        new("mail.message", Columns: "template, status, language, to_address, subject, body, requested_at, sent_at, answer, answered_at, reason", Key: "id") { Handed = "client_id = $2, version = version + 1" },
    ];

    public async Task Erasing(Guid client, IUnitOfWork unit, CancellationToken ct)
    {
        var mails = await (await unit.Connection(ct)).Query("select id from mail.message where client_id = $1 order by id", r => r.GetGuid(0), [client], ct);
        if (mails.Count > 0)
        {
            unit.Send(ShredLetters.Of([.. mails]));
        }
    }
}
