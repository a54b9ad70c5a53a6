using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Clients.Features;

internal sealed class NameClientsHandler(Database database, CallContext call) : IQueryHandler<NameClients, IReadOnlyDictionary<Guid, string>>
{
    public async Task<IReadOnlyDictionary<Guid, string>> Handle(NameClients request, CancellationToken ct) => (await database.Query(
        $"select c.id, c.name from clients.client c where c.id = any($1) and {call.Actor.Scope.Sql("c.advisor_id", "$2")}",
        r => (Id: r.GetGuid(0), Name: r.GetString(1)),
        [request.Ids.ToArray(), call.Actor.Scope.Keys],
        ct)).ToDictionary(c => c.Id, c => c.Name);
}
