using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Portfolio.Data;
using CrossSell.Portfolio.Domain;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Portfolio.Features;

internal sealed class ListContractsAsOfHandler(Database database, AuditTrail trail) : IQueryHandler<ListContractsAsOf, IReadOnlyList<ContractView>>
{
    public async Task<IReadOnlyList<ContractView>> Handle(ListContractsAsOf request, CancellationToken ct)
    {
        var contracts = await database.Query(
            $"select {ContractTable.List} from portfolio.contract where client_id = $1 and created_at <= $2 order by start desc, id", ContractTable.Read, [request.ClientId, request.At], ct);
        var since = (await trail.Since(request.ClientId, request.At, ct)).ToLookup(i => i.Entry.SubjectId);
        return [.. contracts.Select(now => Then(now, [.. since[now.Id]]).View())];
    }

    private static Contract Then(Contract now, IReadOnlyList<AuditItem> since) =>
        ContractFacts.With(now, AuditTrail.Rewound(ContractFacts.Of(now), since)) with { Version = now.Version - since.Count(i => i.Entry.Before is not null) };
}

internal sealed class GetContractFieldHistoryHandler(IDispatcher dispatcher, AuditTrail trail) : IQueryHandler<GetContractFieldHistory, IReadOnlyList<FieldValue>>
{
    private static readonly HashSet<string> Known = [.. new Contract().Facts().Keys];

    public async Task<IReadOnlyList<FieldValue>> Handle(GetContractFieldHistory request, CancellationToken ct)
    {
        var contract = await dispatcher.Ask(new GetContract(request.ContractId), ct);
        return Known.Contains(request.Field)
            ? FieldValue.Of(request.Field, await trail.Of(contract.ClientId, contract.Id, ct))
            : throw new InvalidInputException("field", "unknownField", $"A contract has no field of this name; there are {string.Join(", ", Known)}.");
    }
}
