using CrossSell.Clients.Data;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;

namespace CrossSell.Clients.Features;

internal sealed class ClientDirectory(Database database) : IClientDirectory
{
    public async Task<Guid?> AdvisorOf(Guid clientId, CancellationToken ct) =>
        await database.Single("select advisor_id from clients.client where id = $1", r => (Guid?)r.GetGuid(0), [clientId], ct);

    public async Task<IReadOnlyDictionary<string, ClientKey>> ByExternalIds(IReadOnlyCollection<string> externalIds, CancellationToken ct)
    {
        var rows = await database.Query(
            "select external_id, id, advisor_id from clients.client where external_id = any($1)",
            r => (ExternalId: r.GetString(0), Key: new ClientKey(r.GetGuid(1), r.GetGuid(2))),
            [externalIds.ToArray()],
            ct);
        var known = rows.ToDictionary(r => r.ExternalId, r => r.Key);
        foreach (var (externalId, key) in rows.Count < externalIds.Count ? await Merged([.. externalIds.Where(id => !known.ContainsKey(id))], ct) : [])
        {
            known[externalId] = key;
        }

        return known;
    }

    public async Task<IReadOnlyDictionary<Guid, string>> Names(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var rows = await database.Query("select id, name from clients.client where id = any($1)", r => (Id: r.GetGuid(0), Name: r.GetString(1)), [ids.ToArray()], ct);
        return rows.ToDictionary(r => r.Id, r => r.Name);
    }

    public async Task<Guid[]> WithMerged(Guid clientId, CancellationToken ct) => [clientId, .. await database.Query(MergeTable.MergedInto, r => r.GetGuid(0), [clientId], ct)];

    /// <summary>The external ids of clients that were merged into another name that one.</summary>
    private async Task<List<(string ExternalId, ClientKey Key)>> Merged(string[] externalIds, CancellationToken ct)
    {
        var merged = await database.Query(
            "select clients #>> '{other,externalId}', merged_id from clients.merge where undone_at is null and clients #>> '{other,externalId}' = any($1)",
            r => (ExternalId: r.GetString(0), Id: r.GetGuid(1)), [externalIds], ct);
        var survivors = merged.Count == 0 ? [] : await database.Query(
            MergeTable.Survivors, r => (Id: r.GetGuid(0), Key: new ClientKey(r.GetGuid(1), r.GetGuid(2))), [merged.Select(m => m.Id).ToArray()], ct);
        var byId = survivors.ToDictionary(s => s.Id, s => s.Key);
        return [.. merged.Where(m => byId.ContainsKey(m.Id)).Select(m => (m.ExternalId, byId[m.Id]))];
    }
}
