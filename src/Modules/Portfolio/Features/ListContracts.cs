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
        var rows = await database.Query(
            $"""
            select {ContractTable.List} from portfolio.contract c
            where ($2::uuid is null or client_id = $2) and ($3::text is null or product = $3) and ($4::date is null or expiry < $4) and ($5::uuid is null or id > $5)
              and {(scope.All ? "($1::uuid[] is not null)" : $"exists (select from clients.pub_client p where p.id = c.client_id and {scope.Sql("p.advisor_id", "$1")})")}
            order by id limit $6
            """,
            ContractTable.Read,
            [scope.Advisors, request.Client, request.Product, request.ExpiringBefore, After(request.After), request.Limit + 1],
            ct);
        return Page<ContractView>.Of([.. rows.Select(c => c.View())], request.Limit, c => c.Id.ToString());
    }

    private static Guid? After(string? cursor) =>
        string.IsNullOrEmpty(cursor) ? null
        : Guid.TryParse(cursor, out var id) ? id
        : throw new InvalidInputException("after", "cursor", "Is no cursor of this list.");
}
