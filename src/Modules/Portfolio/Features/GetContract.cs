using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Portfolio.Data;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Portfolio.Features;

internal sealed class GetContractHandler(Database database, IClientDirectory clients, CallContext call) : IQueryHandler<GetContract, ContractView>
{
    public async Task<ContractView> Handle(GetContract request, CancellationToken ct)
    {
        var contract = await database.Single($"select {ContractTable.List} from portfolio.contract where id = $1", ContractTable.Read, [request.ContractId], ct);
        return contract is not null && await clients.Sees(call, contract.ClientId, ct)
            ? contract.View()
            : throw new NotFoundException("contract", request.ContractId);
    }
}
