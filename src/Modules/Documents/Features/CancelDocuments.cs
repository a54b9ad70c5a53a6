using CrossSell.Documents.Messages;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Documents.Features;

/// <summary>
/// A document taken back leaves its process, so that the process can ask for another one; its number, file and trace stay. One that was prepared ahead in a batch
/// goes back to being that. A document still to be made is simply not made: its outbox message finds it cancelled.
/// </summary>
internal sealed class CancelDocumentsHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<CancelDocuments, IReadOnlyList<Guid>>
{
    public async Task<IReadOnlyList<Guid>> Handle(CancelDocuments request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var found = await connection.Query(
            "select id, client_id, status, number, sent_at, signed_at, batch_id is not null from documents.document where process_id = any($1) and requested_at >= $2 and status <> 'cancelled' order by id for update",
            r => new Made(r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetString(3), r.Maybe<DateTimeOffset>(4), r.Maybe<DateTimeOffset>(5), r.GetBoolean(6)),
            [request.Processes.ToArray(), request.Since],
            ct);
        found.ForEach(document => Demand(document, request));
        foreach (var document in found)
        {
            await connection.Execute(
                "update documents.document set process_id = null, status = $2, version = version + 1 where id = $1", [document.Id, StatusOf(document, request.Since)], ct);
            unit.Audit(new AuditDraft("documents.cancelled", "document", document.Id, document.ClientId, new { document.Status }, new { Status = StatusOf(document, request.Since), document.Number, request.Note, At = clock.Now }));
        }

        return [.. found.Select(document => document.Id)];
    }

    private static string StatusOf(Made document, DateTimeOffset since) => document is { Prepared: true, Status: "generated" or "sent" } && !(document.SentAt >= since) ? document.Status : "cancelled";

    private static void Demand(Made document, CancelDocuments request)
    {
        if (document.SignedAt is { } signed)
        {
            throw new RuleBrokenException("error.undoSigned", $"The signed copy of {document.Number} was filed at {signed:u}.", ("number", document.Number), ("at", signed));
        }

        if (!request.Late && document.SentAt is { } sent && sent >= request.Since)
        {
            throw new RuleBrokenException("error.undoSent", $"Document {document.Number} was sent at {sent:u}.", ("number", document.Number), ("at", sent));
        }
    }

    private sealed record Made(Guid Id, Guid ClientId, string Status, string Number, DateTimeOffset? SentAt, DateTimeOffset? SignedAt, bool Prepared);
}
