using CrossSell.Documents.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Mail.Data;
using CrossSell.Worklist.Messages;

namespace CrossSell.Mail.Features;

/// <summary>A mail that did not arrive is somebody's task: the address to be corrected, or the mail to be seen to.</summary>
internal sealed class MailTrouble(IUnitOfWork unit, IDispatcher dispatcher, BusinessClock clock, WorkingDays workingDays)
{
    private const int LongestError = 500;
    private static readonly HashSet<string> OfTheAddress = ["noAddress", "refused", "bounced"];

    public Task Failed(MailRow mail, string reason, string error, CancellationToken ct, IReadOnlyList<TemplateProblem>? problems = null) => Settle(mail, "failed", reason, error, problems, ct);

    public Task Bounced(MailRow mail, string error, CancellationToken ct) => Settle(mail, "bounced", "bounced", error, null, ct);

    private async Task Settle(MailRow mail, string status, string reason, string error, IReadOnlyList<TemplateProblem>? problems, CancellationToken ct)
    {
        unit.Write(
            "update mail.message set status = $2, reason = $3, error = $4, settled_at = $5, problems = $7::jsonb, version = case when version = $6 then version + 1 end where id = $1",
            mail.Id, status, reason, error.Length > LongestError ? error[..LongestError] : error, clock.Now, mail.Version, problems is null ? null : JsonText.Write(problems));
        unit.Audit(new AuditDraft("mail." + status, "mail", mail.Id, mail.ClientId, new { mail.Status }, new { Status = status, mail.Template, reason, mail.OfferId }));
        if (mail.ClientId is not { } client)
        {
            return;
        }

        unit.Touch(client);
        if (mail.ToKind == "client")
        {
            await dispatcher.Send(new OpenTasks([await Task(mail, client, reason, ct)]), ct);
        }
    }

    private async Task<NewTask> Task(MailRow mail, Guid client, string reason, CancellationToken ct)
    {
        var advisor = (await (await unit.Connection(ct)).Query("select advisor_id from clients.pub_client where id = $1", r => r.GetGuid(0), [client], ct))[0];
        var address = OfTheAddress.Contains(reason);
        return new NewTask(
            Ids.Of($"{mail.Id}:{mail.Round}:{reason}"), address ? TaskKind.Data : TaskKind.Email,
            address ? "Az e-mail nem ért célba: javítsd az e-mail-címet, és küldd el újra" : "Az e-mail nem ment el: nézd meg, miért, és küldd el újra",
            address ? "The e-mail did not arrive: correct the address and send it again" : "The e-mail could not be sent: see why, and send it again",
            client, null, null, null, advisor, null, workingDays.OnOrAfter(clock.Today), null, 60);
    }
}
