using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Kernel.Audit;

/// <summary>What happened to a client, newest first.</summary>
/// <param name="Kinds">Kinds of subjects (<c>client</c>, <c>contract</c>, <c>offer</c>, <c>task</c>, <c>document</c>, <c>process</c>); all when empty.</param>
/// <param name="Person">Only what this user did.</param>
/// <param name="From">First and <paramref name="Until"/> last business day, both included.</param>
/// <param name="After">Cursor: what <see cref="AuditPage.Next"/> said.</param>
[Needs(Permission.SeeAudit)]
public sealed record GetClientHistory(Guid ClientId, IReadOnlyList<string> Kinds, Guid? Person, DateOnly? From, DateOnly? Until, long? After, int Limit) : IQuery<AuditPage>, IAboutClient;

/// <summary>Who ever did something to a client: what a history can be filtered by.</summary>
[Needs(Permission.SeeAudit)]
public sealed record ListClientActors(Guid ClientId) : IQuery<IReadOnlyList<ClientActor>>, IAboutClient;

public sealed record ClientActor(Guid Id, string Name);

internal sealed class GetClientHistoryHandler(AuditTrail trail, IClientDirectory clients, BusinessClock clock) : IQueryHandler<GetClientHistory, AuditPage>
{
    public async Task<AuditPage> Handle(GetClientHistory request, CancellationToken ct)
    {
        var (seq, no) = AuditBlock.At(request.After);
        var ids = await clients.WithMerged(request.ClientId, ct);
        var filter = new SqlFilter()
            .And(ids.Length == 1 ? "client_id = ?" : "client_id = any(?)", ids.Length == 1 ? request.ClientId : ids)
            .And("subject_kind = any(?)", request.Kinds.Count == 0 ? null : (object)request.Kinds.ToArray())
            .And("actor_id = ?", request.Person)
            .And("at >= ?", request.From is { } from ? clock.At(from, TimeOnly.MinValue) : null)
            .And("at < ?", request.Until is { } until ? clock.At(until.AddDays(1), TimeOnly.MinValue) : null)
            .And("(seq, no) < (?, ?)", seq, no);
        var limit = filter.Parameter(request.Limit + 1);
        var items = await trail.Read($"{filter.Sql} order by seq desc, no desc limit {limit}", filter.Values, ct);
        return new AuditPage([.. items.Take(request.Limit)], items.Count > request.Limit ? items[request.Limit - 1].Position : null);
    }
}

internal sealed class ListClientActorsHandler(Database database, IClientDirectory clients) : IQueryHandler<ListClientActors, IReadOnlyList<ClientActor>>
{
    public async Task<IReadOnlyList<ClientActor>> Handle(ListClientActors request, CancellationToken ct) => await database.Query(
        "select distinct on (actor_id) actor_id, actor_name from kernel.pub_audit where client_id = any($1) and actor_id is not null order by actor_id, seq desc limit 200",
        r => new ClientActor(r.GetGuid(0), r.GetString(1)),
        [await clients.WithMerged(request.ClientId, ct)],
        ct);
}
