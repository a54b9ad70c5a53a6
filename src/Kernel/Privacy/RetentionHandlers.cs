using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using Npgsql;

namespace CrossSell.Kernel.Privacy;

/// <summary>A rule with what the administrator said of it.</summary>
internal sealed record RuleInForce(RetentionRule Rule, int Days, bool On, int Version, DateTimeOffset? LastAt, long? LastCount)
{
    public DateTimeOffset Before(BusinessClock clock) => clock.Now.AddDays(-Days);
}

/// <summary>The retention rules of all modules as they stand.</summary>
internal sealed class RetentionRules(IEnumerable<IRetention> modules)
{
    public async Task<IReadOnlyList<RuleInForce>> Read(NpgsqlConnection connection, CancellationToken ct)
    {
        var said = (await connection.Query(
            "select code, days, is_on, version, last_at, last_count from kernel.retention",
            r => (Code: r.GetString(0), Days: r.GetInt32(1), On: r.GetBoolean(2), Version: r.GetInt32(3), LastAt: r.Maybe<DateTimeOffset>(4), LastCount: r.Maybe<long>(5)),
            [],
            ct)).ToDictionary(s => s.Code);
        return [.. modules.SelectMany(m => m.Rules).Select(rule => said.TryGetValue(rule.Code, out var s)
            ? new RuleInForce(rule, s.Days, s.On, s.Version, s.LastAt, s.LastCount)
            : new RuleInForce(rule, rule.Days, rule.On, 0, null, null))];
    }

    public async Task<RuleInForce> Named(NpgsqlConnection connection, string code, CancellationToken ct) =>
        (await Read(connection, ct)).FirstOrDefault(r => r.Rule.Code == code) ?? throw new NotFoundException("retention", code);
}

internal sealed class GetRetentionHandler(Database database, RetentionRules rules, IEnumerable<IPersonalData> modules, BusinessClock clock) : IQueryHandler<GetRetention, IReadOnlyList<RetentionView>>
{
    /// <summary>Whether something must be kept is asked client by client.</summary>
    private const int MostAsked = 500;

    public async Task<IReadOnlyList<RetentionView>> Handle(GetRetention request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var views = new List<RetentionView>();
        foreach (var r in await rules.Read(connection, ct))
        {
            var (due, kept) = await Count(connection, r, ct);
            views.Add(new RetentionView(r.Rule.Code, r.Days, r.Rule.Days, r.On, r.Rule is RetainedClients, due, kept, r.LastAt, r.LastCount, r.Version));
        }

        return views;
    }

    private async Task<(long Due, long? Kept)> Count(NpgsqlConnection connection, RuleInForce rule, CancellationToken ct)
    {
        if (rule.Rule is RetainedRows rows)
        {
            return ((await connection.Query($"select count(*) from {rows.Table} where {rows.Which}", r => r.GetInt64(0), [rule.Before(clock)], ct))[0], 0);
        }

        var due = await connection.Query($"select c.id {((RetainedClients)rule.Rule).From}", r => r.GetGuid(0), [rule.Before(clock)], ct);
        if (due.Count > MostAsked)
        {
            return (due.Count, null);
        }

        var kept = 0;
        foreach (var client in due)
        {
            kept += (await PersonalRows.Keeps(connection, modules, client, clock.Today, ct)).Count > 0 ? 1 : 0;
        }

        return (due.Count, kept);
    }
}

internal sealed class SetRetentionHandler(IUnitOfWork unit, RetentionRules rules) : ICommandHandler<SetRetention, Done>
{
    public async Task<Done> Handle(SetRetention request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var old = await rules.Named(connection, request.Code, ct);
        if (request.IfVersion is { } seen && seen != old.Version)
        {
            throw new StaleException();
        }

        unit.Write(
            """
            insert into kernel.retention(code, days, is_on, version) values ($1, $2, $3, $4)
            on conflict (code) do update set days = $2, is_on = $3, version = case when retention.version = $4 - 1 then $4 end
            """,
            request.Code, request.Days, request.On, old.Version + 1);
        unit.Audit(new AuditDraft("privacy.retentionSet", "retention", Guid.Empty, null, new { request.Code, old.Days, old.On }, new { request.Code, request.Days, request.On }));
        return Done.Instance;
    }
}

internal sealed class ApplyRetentionHandler(IUnitOfWork unit, RetentionRules rules, ClientEraser eraser, BusinessClock clock) : ICommandHandler<ApplyRetention, RetentionApplied>
{
    private const int RowsAtOnce = 5000;
    private const int ClientsAtOnce = 100;

    public async Task<RetentionApplied> Handle(ApplyRetention request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var rule = await rules.Named(connection, request.Code, ct);
        if (!rule.On)
        {
            return new RetentionApplied(request.Code, 0, 0, false, null);
        }

        var applied = rule.Rule is RetainedRows rows ? await Delete(connection, rule, rows, ct) : await Erase(connection, rule, (RetainedClients)rule.Rule, request.After, ct);
        if (applied.Removed > 0)
        {
            unit.Write(
                """
                insert into kernel.retention(code, days, is_on, version, last_at, last_count) values ($1, $2, $3, 0, $4, $5)
                on conflict (code) do update set last_count = case when $6 then retention.last_count + $5 else $5 end, last_at = $4
                """,
                request.Code, rule.Days, rule.On, clock.Now, (long)applied.Removed, rule.LastAt is { } last && clock.DateOf(last) == clock.Today);
            unit.Audit(new AuditDraft("privacy.retained", "retention", Guid.Empty, null, null, new { request.Code, rule.Days, applied.Removed, applied.Kept }));
        }

        return applied;
    }

    private async Task<RetentionApplied> Delete(NpgsqlConnection connection, RuleInForce rule, RetainedRows rows, CancellationToken ct)
    {
        var delete = $"delete from {rows.Table} where ctid in (select ctid from {rows.Table} where {rows.Which} limit {RowsAtOnce} for update skip locked)";
        int removed;
        if (rows.Gone is { } gone)
        {
            var ids = await connection.Query($"{delete} returning id", r => r.GetGuid(0), [rule.Before(clock)], ct);
            removed = ids.Count;
            if (removed > 0)
            {
                unit.Send(gone([.. ids]));
            }
        }
        else
        {
            removed = await connection.Execute(delete, [rule.Before(clock)], ct);
        }

        return new RetentionApplied(rule.Rule.Code, removed, 0, removed == RowsAtOnce, null);
    }

    private async Task<RetentionApplied> Erase(NpgsqlConnection connection, RuleInForce rule, RetainedClients clients, Guid? after, CancellationToken ct)
    {
        var due = await connection.Query(
            $"select c.id {clients.From} and ($2::uuid is null or c.id > $2) order by c.id limit {ClientsAtOnce}", r => r.GetGuid(0), [rule.Before(clock), after], ct);
        var kept = 0;
        foreach (var client in due)
        {
            kept += (await eraser.Erase(client, $"{rule.Rule.Code}: {rule.Days}", ct)).Allowed ? 0 : 1;
        }

        return new RetentionApplied(rule.Rule.Code, due.Count - kept, kept, due.Count == ClientsAtOnce, due.Count == 0 ? null : due[^1]);
    }
}

/// <summary>What the Kernel itself keeps for a while.</summary>
internal sealed class KernelRetention : IRetention
{
    public IReadOnlyList<RetentionRule> Rules =>
    [
        new RetainedRows("importFiles", Import.StageImport.KeptDays, true, "kernel.import_file", $"expires_at - interval '{Import.StageImport.KeptDays} days' < $1"),
        new RetainedRows("answers", 30, true, "kernel.idempotency", "at < $1"),
        new RetainedRows("messages", 90, true, "kernel.outbox", "done_at < $1"),
    ];
}
