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
        return rows.ToDictionary(r => r.ExternalId, r => r.Key);
    }

    public async Task<IReadOnlyDictionary<Guid, string>> Names(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var rows = await database.Query("select id, name from clients.client where id = any($1)", r => (Id: r.GetGuid(0), Name: r.GetString(1)), [ids.ToArray()], ct);
        return rows.ToDictionary(r => r.Id, r => r.Name);
    }
}
