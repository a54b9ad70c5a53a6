using CrossSell.Kernel.Privacy;
using CrossSell.Mail.Features;

namespace CrossSell.Mail.Data;

internal sealed class MailRetention : IRetention
{
    public IReadOnlyList<RetentionRule> Rules =>
    [
        new RetainedRows("houseMails", 90, true, "mail.message", "to_kind <> 'client' and status <> 'requested' and requested_at < $1") { Gone = ShredLetters.Of },
        new RetainedRows("clientMails", 1826, false, "mail.message", "to_kind = 'client' and status <> 'requested' and requested_at < $1") { Gone = ShredLetters.Of },
    ];
}
