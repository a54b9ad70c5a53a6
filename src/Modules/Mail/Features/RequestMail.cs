using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Outbox;
using CrossSell.Kernel.Time;
using CrossSell.Mail.Messages;

namespace CrossSell.Mail.Features;

/// <summary>A row and a message: the mail is written and sent after the commit, once.</summary>
internal sealed class RequestMailHandler(IUnitOfWork unit, CallContext call, BusinessClock clock) : ICommandHandler<RequestMail, Done>
{
    public Task<Done> Handle(RequestMail request, CancellationToken ct)
    {
        if (request is { ClientId: null, To.Kind: "client" })
        {
            throw new InvalidOperationException($"Mail {request.Template} goes to a client and names none.");
        }

        unit.Write(
            """
            insert into mail.message(id, template, line, to_kind, to_user_id, to_role, client_id, offer_id, process_id, documents, data, answers, answer_until, status, requested_at, requested_by, asked_by, round, version)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'requested', $14, $15, $16, 1, 1) on conflict (id) do nothing
            """,
            request.Id, request.Template, request.Line, request.To.Kind, request.To.UserId, request.To.RoleName, request.ClientId, request.OfferId, request.ProcessId, request.Documents.ToArray(),
            Json.Of(request.Data), request.Answers is null ? new Json(null) : Json.Of(request.Answers.Choices), request.Answers is { } answers ? clock.Now.AddDays(answers.Days) : (DateTimeOffset?)null,
            clock.Now, call.Actor.Name, request.AskedBy);
        unit.Send(SendMail.Order(request.Id, 1));
        unit.Audit(new AuditDraft("mail.requested", "mail", request.Id, request.ClientId, null, new { request.Template, request.Line, To = request.To.Kind, request.OfferId, request.ProcessId, request.Documents }));
        if (request.ClientId is { } client)
        {
            unit.Touch(client);
        }

        return Task.FromResult(Done.Instance);
    }
}
