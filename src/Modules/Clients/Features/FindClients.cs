using CrossSell.Clients.Data;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Clients.Features;

/// <summary>All clients by name, or those a text means in the order of the search.</summary>
internal sealed class FindClientsHandler(Database database, IClientSegments segments, CallContext call) : IQueryHandler<FindClients, Page<ClientItem>>
{
    public async Task<Page<ClientItem>> Handle(FindClients request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var page = await new ClientList(connection, call.Actor.Scope, segments).Read(new ClientFilter(request.Query, request.Advisor), null, request.After, request.Limit, ct);
        return new Page<ClientItem>([.. page.Items.Select(r => r.Client)], page.Next);
    }
}

internal sealed class ListClientRowsHandler(Database database, IClientSegments segments, CallContext call) : IQueryHandler<ListClientRows, Page<ClientRow>>
{
    public async Task<Page<ClientRow>> Handle(ListClientRows request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await new ClientList(connection, call.Actor.Scope, segments).Read(request.Filter, request.Sort, request.After, request.Limit, ct);
    }
}
