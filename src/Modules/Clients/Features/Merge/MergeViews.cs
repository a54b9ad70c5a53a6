using CrossSell.Clients.Data;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Clients.Features.Merge;

internal static class MergeViews
{
    /// <summary>How long a merge can be taken back.</summary>
    public static readonly TimeSpan Undoable = TimeSpan.FromDays(30);

    public static MergeView Of(Data.Merge m, string name) => new(
        m.Id, m.ClientId, name, m.OtherId, m.OtherName, m.At, m.By, m.UndoneAt is null ? m.At + Undoable : null, m.UndoneAt, m.Moved.ToDictionary(t => t.Key, t => t.Value.Length));
}

internal sealed class ListMergesHandler(Database database, CallContext call) : IQueryHandler<ListMerges, Page<MergeView>>
{
    public async Task<Page<MergeView>> Handle(ListMerges request, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        var filter = new SqlFilter()
            .And(scope.Sql("c.advisor_id", "?"), scope.All ? null : scope.Advisors)
            .And("m.survivor_id = ?", request.ClientId)
            .And("m.id < ?", request.After);
        var rows = await database.Query(
            $"select {MergeTable.List}, c.name from clients.merge m join clients.client c on c.id = m.survivor_id where {filter.Sql} order by m.id desc limit {filter.Parameter(request.Limit + 1)}",
            r => MergeViews.Of(MergeTable.Read(r), r.GetString(8)), filter.Values, ct);
        return Page<MergeView>.Of(rows, request.Limit, m => m.Id.ToString());
    }
}

internal sealed class FindSurvivorHandler(Database database, CallContext call) : IQueryHandler<FindSurvivor, Guid?>
{
    public async Task<Guid?> Handle(FindSurvivor request, CancellationToken ct)
    {
        var found = await database.Query(MergeTable.Survivors, r => (Id: r.GetGuid(1), Advisor: r.GetGuid(2)), [new[] { request.MergedId }], ct);
        return found.Count > 0 && call.Actor.Scope.Allows(found[0].Advisor) ? found[0].Id : null;
    }
}
