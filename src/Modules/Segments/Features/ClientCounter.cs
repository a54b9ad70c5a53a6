using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using Npgsql;

namespace CrossSell.Segments.Features;

/// <summary>Counts the clients a condition means, and shows some; always within a scope.</summary>
internal sealed class ClientCounter(Database database)
{
    public async Task<int> Count(ClientCondition condition, ClientScope scope, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var roomy = await Roomy(connection, ct);
        var filter = Of(condition, scope);
        return (await connection.Query($"select count(*)::int from clients.pub_client c where {filter.Sql}", r => r.GetInt32(0), filter.Values, ct))[0];
    }

    public async Task<List<Guid>> Ids(ClientCondition condition, ClientScope scope, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var roomy = await Roomy(connection, ct);
        var filter = Of(condition, scope);
        return await connection.Query($"select c.id from clients.pub_client c where {filter.Sql}", r => r.GetGuid(0), filter.Values, ct);
    }

    /// <summary>Sets are joined in memory where they fit: without it a set of a million is sorted on disk.</summary>
    public static async Task<NpgsqlTransaction> Roomy(NpgsqlConnection connection, CancellationToken ct)
    {
        var transaction = await connection.BeginTransactionAsync(ct);
        await connection.Query("select set_config('work_mem', '96MB', true), set_config('jit', 'off', true)", r => r.GetString(0), [], ct);
        return transaction;
    }

    /// <summary>Few enough to be looked at one by one.</summary>
    public static bool IsFew(ClientScope scope) => !scope.All && scope.Advisors.Length <= 100;

    public static SqlFilter Of(ClientCondition condition, ClientScope scope)
    {
        var filter = new SqlFilter().In(scope, "c.advisor_id");
        return filter.Add(condition(filter.Parameter));
    }
}
