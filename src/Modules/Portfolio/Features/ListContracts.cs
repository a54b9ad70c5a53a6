using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Portfolio.Data;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Portfolio.Features;

internal sealed class ListContractsHandler(Database database, CallContext call) : IQueryHandler<ListContracts, Page<ContractView>>
{
    public async Task<Page<ContractView>> Handle(ListContracts request, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        var filter = new SqlFilter()
            .And("client_id = ?", request.Client)
            .And("product = ?", request.Product)
            .And("expiry < ?", request.ExpiringBefore)
            .And("id > ?", After(request.After));
        if (!scope.All)
        {
            filter.And($"exists (select from clients.pub_client p where p.id = c.client_id and {scope.Sql("p.advisor_id", filter.Parameter(scope.Keys))})");
        }

        var limit = filter.Parameter(request.Limit + 1);
        var rows = await database.Query(
            $"select {ContractTable.List} from portfolio.contract c where {filter.Sql} order by id limit {limit}", ContractTable.Read, filter.Values, ct);
        return Page<ContractView>.Of([.. rows.Select(c => c.View())], request.Limit, c => c.Id.ToString());
    }

    private static Guid? After(string? cursor) =>
        string.IsNullOrEmpty(cursor) ? null
        : Guid.TryParse(cursor, out var id) ? id
        : throw new InvalidInputException("after", "cursor", "Is no cursor of this list.");
}
