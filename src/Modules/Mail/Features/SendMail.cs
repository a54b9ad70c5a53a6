using CrossSell.Documents.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Mail;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Outbox;
using CrossSell.Kernel.Time;
using CrossSell.Mail.Data;
using CrossSell.Mail.Domain;

namespace CrossSell.Mail.Features;

/// <summary>Writes and sends a requested mail. Run again, it finds the mail sent and does nothing; killed between the server's yes and the commit, it sends the same letter with the same <c>Message-ID</c> again.</summary>
internal sealed class SendMail(IUnitOfWork unit, IDispatcher dispatcher, MailWriter writer, IMailer mailer, IPeople people, MailTrouble trouble, BusinessClock clock) : IOutboxHandler
{
    public const string KindOf = "mail.send";

    public string Kind => KindOf;

    /// <param name="round">Grows when somebody has it sent again.</param>
    public static OutboxDraft Order(Guid mail, int round) => new(KindOf, $"{KindOf}:{mail}:{round}", new Message(mail));

    public async Task Handle(string payload, CancellationToken ct)
    {
        if (await Requested(payload, ct) is not { } mail)
        {
            return;
        }

        if (mail.ToKind == "role")
        {
            await Split(mail, ct);
            return;
        }

        try
        {
            if (await writer.Write(mail, ct) is { } written)
            {
                await Sent(mail, written, await mailer.Send(written.Letter, ct), ct);
            }
            else
            {
                unit.Write("update mail.message set status = 'dropped', settled_at = $2, version = case when version = $3 then version + 1 end where id = $1", mail.Id, clock.Now, mail.Version);
                unit.Audit(new AuditDraft("mail.dropped", "mail", mail.Id, mail.ClientId, new { Status = "requested" }, new { Status = "dropped", mail.Template }));
            }
        }
        catch (MailImpossibleException impossible)
        {
            await trouble.Failed(mail, impossible.Reason, impossible.Message, ct, impossible.Problems);
        }
        catch (LetterRefusedException refused)
        {
            await trouble.Failed(mail, "refused", refused.Message, ct);
        }
    }

    public async Task GiveUp(string payload, string error, CancellationToken ct)
    {
        if (await Requested(payload, ct) is { } mail)
        {
            await trouble.Failed(mail, "undeliverable", error, ct);
        }
    }

    private async Task Sent(MailRow mail, WrittenMail written, string messageId, CancellationToken ct)
    {
        var letter = written.Letter;
        var kept = mail.ToKind == "client";
        unit.Write(
            """
            update mail.message set status = 'sent', sent_at = $2, language = $3, text_version = $4, to_address = $5, to_name = $6, subject = $7, body = $8, html = $9, message_id = $10,
              reason = null, error = null, settled_at = null, version = case when version = $11 then version + 1 end where id = $1
            """,
            mail.Id, clock.Now, written.Language, written.TextVersion, letter.To, letter.ToName, letter.Subject, kept ? letter.Text : null, kept ? letter.Html : null, messageId, mail.Version);
        unit.Audit(new AuditDraft("mail.sent", "mail", mail.Id, mail.ClientId, new { Status = "requested" }, new { Status = "sent", mail.Template, written.TextVersion, written.Language, letter.Subject, mail.OfferId, mail.Documents }));
        if (mail.ClientId is { } client)
        {
            unit.Touch(client);
        }

        if (mail.Documents.Length > 0 && mail.ToKind == "client")
        {
            await dispatcher.Send(new MarkSent(mail.Documents), ct);
        }
    }

    /// <summary>Each person of a role gets a mail of their own, so that each has links of their own.</summary>
    private async Task Split(MailRow mail, CancellationToken ct)
    {
        var found = await RolePeople.Of(await unit.Connection(ct), mail, ct);
        if (found.Length == 0)
        {
            await trouble.Failed(mail, "noAddress", $"Nobody active has the role {mail.ToRole}.", ct);
            return;
        }

        foreach (var person in (await people.ById(found, ct)).Values)
        {
            var id = Ids.Of($"{mail.Id}:{person.Id}");
            unit.Write(
                """
                insert into mail.message(id, template, line, to_kind, to_user_id, client_id, offer_id, process_id, documents, data, answers, answer_until, status, requested_at, requested_by, asked_by, round, version)
                select $2, template, line, 'user', $3, client_id, offer_id, process_id, documents, data, answers, answer_until, 'requested', requested_at, requested_by, asked_by, 1, 1 from mail.message where id = $1
                on conflict (id) do nothing
                """,
                mail.Id, id, person.Id);
            unit.Send(Order(id, 1));
        }

        unit.Write("update mail.message set status = 'split', settled_at = $2, version = case when version = $3 then version + 1 end where id = $1", mail.Id, clock.Now, mail.Version);
        unit.Audit(new AuditDraft("mail.split", "mail", mail.Id, mail.ClientId, new { Status = "requested" }, new { Status = "split", mail.Template, Role = mail.ToRole, People = found.Length }));
    }

    private async Task<MailRow?> Requested(string payload, CancellationToken ct) =>
        (await (await unit.Connection(ct)).Query($"{MailRow.Select} where m.id = $1 and m.status = 'requested' for update of m", MailRow.Read, [JsonText.Read<Message>(payload).MailId], ct)).FirstOrDefault();

    internal sealed record Message(Guid MailId);
}

/// <summary>Who a mail to a role goes to.</summary>
internal static class RolePeople
{
    public static async Task<Guid[]> Of(Npgsql.NpgsqlConnection connection, MailRow mail, CancellationToken ct) => [.. await connection.Query(
        """
        select u.id from access.pub_user u
        where u.active and lower(u.role) = $1
          and ($2::uuid is null or $1 not in ('advisor', 'manager') or exists (
            select from clients.pub_client c join access.pub_user a on a.id = c.advisor_id where c.id = $2 and (a.id = u.id or ($1 = 'manager' and a.team_id = u.team_id))))
        order by u.id
        """,
        r => r.GetGuid(0),
        [mail.ToRole!.ToLowerInvariant(), mail.ClientId],
        ct)];
}
