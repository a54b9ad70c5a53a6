using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Portfolio.Data;
using CrossSell.Portfolio.Domain;
using Npgsql;

namespace CrossSell.Portfolio.Features;

/// <summary>One contract in the unit of work: read for change, written whole.</summary>
internal sealed class ContractRecord(IUnitOfWork unit)
{
    /// <summary>Locked until the commit, so that two changes of one contract come one after the other.</summary>
    public async Task<Contract> Load(Guid id, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var found = await connection.Query($"select {ContractTable.List} from portfolio.contract where id = $1 for update", ContractTable.Read, [id], ct);
        return found.FirstOrDefault() ?? throw new NotFoundException("contract", id);
    }

    public Task Insert(Contract contract, CancellationToken ct) => Write(ContractTable.Insert, contract, true, ct);

    public Task Update(Contract contract, CancellationToken ct) => Write(ContractTable.Update, contract, false, ct);

    private async Task Write(string sql, Contract contract, bool isNew, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        try
        {
            await connection.Execute(sql, ContractTable.Values(contract), ct);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new InvalidInputException("externalId", "taken", $"Another contract has the external id {contract.ExternalId}.");
        }

        IdentifierTable.Write(unit, contract, isNew);
    }
}

internal static class Visibility
{
    /// <summary>Whether there is such a client and the actor may see it.</summary>
    public static async Task<bool> Sees(this IClientDirectory clients, CallContext call, Guid clientId, CancellationToken ct) =>
        await clients.AdvisorOf(clientId, ct) is { } advisor && call.Actor.Scope.Allows(advisor, clientId);
}
