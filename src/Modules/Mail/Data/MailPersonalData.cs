using CrossSell.Kernel.Privacy;

namespace CrossSell.Mail.Data;

internal sealed class MailPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables =>
    [
        new("mail.message", Columns: "template, status, language, to_address, subject, body, requested_at, sent_at, answer, answered_at, reason", Key: "id") { Handed = "client_id = $2, version = version + 1" },
    ];
}
