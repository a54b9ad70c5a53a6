using CrossSell.Kernel.Data;
using CrossSell.Kernel.Import;
using Npgsql;

namespace CrossSell.Portfolio.Features.Import;

/// <summary>A client with a contract is not taken back.</summary>
internal sealed class ContractsOfClients : IStandsOnImports
{
    public async Task<IReadOnlyDictionary<Guid, string>> Find(NpgsqlConnection connection, string subjectKind, Guid[] ids, CancellationToken ct) => subjectKind != "client"
        ? new Dictionary<Guid, string>()
        : (await connection.Query("select distinct client_id from portfolio.contract where client_id = any($1)", r => r.GetGuid(0), [ids], ct)).ToDictionary(id => id, _ => "contract");
}
