using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Mail.Data;
using CrossSell.Mail.Messages;

namespace CrossSell.Mail.Features;

internal sealed class SendMailAgainHandler(IUnitOfWork unit, VisibleMails mails, BusinessClock clock) : ICommandHandler<SendMailAgain, MailView>
{
    public async Task<MailView> Handle(SendMailAgain request, CancellationToken ct)
    {
        var mail = await mails.Get(request.MailId, ct);
        if (mail.Status is not (MailStatus.Failed or MailStatus.Bounced))
        {
            throw new RuleBrokenException("error.mailNotFailed", $"This mail is {mail.Status.ToString().ToLowerInvariant()}: there is nothing to send again.", ("status", mail.Status.ToString().ToLowerInvariant()));
        }

        var row = (await (await unit.Connection(ct)).Query($"{MailRow.Select} where m.id = $1 for update of m", MailRow.Read, [mail.Id], ct))[0];
        unit.Write(
            """
            update mail.message set status = 'requested', round = round + 1, message_id = null, reason = null, error = null, settled_at = null,
              answer_until = case when answered_at is null then $3::timestamptz + (answer_until - requested_at) else answer_until end, version = case when version = $2 then version + 1 end where id = $1
            """,
            mail.Id, row.Version, clock.Now);
        unit.Send(SendMail.Order(mail.Id, row.Round + 1));
        unit.Audit(new AuditDraft("mail.again", "mail", mail.Id, mail.ClientId, new { Status = row.Status }, new { Status = "requested", mail.Template }));
        if (mail.ClientId is { } client)
        {
            unit.Touch(client);
        }

        return mail with { Status = MailStatus.Requested, Reason = null, Error = null, SettledAt = null, Version = row.Version + 1 };
    }
}
