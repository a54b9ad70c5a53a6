using CrossSell.Clients.Data;
using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Clients.Features;

internal sealed class GetClientHandler(Database database) : IQueryHandler<GetClient, ClientView>
{
    public async Task<ClientView> Handle(GetClient request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var found = await connection.Query(
            $"select {ClientTable.List}, (select email from access.pub_user u where u.id = advisor_id) from clients.client where id = $1",
            r => (Client: ClientTable.Read(r), Advisor: r.MaybeText(ClientTable.Columns.Length)),
            [request.ClientId],
            ct);
        if (found.Count == 0)
        {
            throw new NotFoundException("client", request.ClientId);
        }

        var consents = await connection.Query(ConsentTable.Latest, ConsentTable.Read, [new[] { request.ClientId }], ct);
        return found[0].Client.View(found[0].Advisor ?? string.Empty, new ConsentHistory(consents));
    }
}
