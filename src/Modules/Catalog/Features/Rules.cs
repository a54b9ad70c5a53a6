using CrossSell.Catalog.Domain;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Sdk;
using Npgsql;

namespace CrossSell.Catalog.Features;

/// <summary>The versions of rules: read, and added to inside the unit of work in progress.</summary>
internal sealed class RuleShelf(IUnitOfWork unit, CatalogCache cache, CallContext call, BusinessClock clock)
{
    public const string Select = "select line, code, version, state, body, line_body, by, at, note from catalog.rule";

    public static StoredRule Read(NpgsqlDataReader r) => new(
        r.GetString(0), r.GetString(1), r.GetInt32(2), r.GetString(3), Rule(r.MaybeText(4)), Rule(r.MaybeText(5)), r.GetString(6), r.GetFieldValue<DateTimeOffset>(7), r.MaybeText(8));

    public static async Task<RuleView> Find(NpgsqlConnection connection, string code, CancellationToken ct)
    {
        var line = await Lines.Demand(connection, code.Split('/')[0], ct);
        var stored = await connection.Query($"{Select} where line = $1", Read, [line.Line], ct);
        return RuleBook.All(line, stored).FirstOrDefault(r => r.Code == code) ?? throw new NotFoundException("rule", code);
    }

    /// <summary>Locks the line so that two changes of its rules come one after the other.</summary>
    public async Task<LineDefinition> Lock(NpgsqlConnection connection, string line, CancellationToken ct)
    {
        await connection.Execute("select 1 from catalog.line where code = $1 for update", [line], ct);
        return await Lines.Demand(connection, line, ct);
    }

    public static async Task<RuleView?> Present(NpgsqlConnection connection, LineDefinition line, string code, int? ifVersion, CancellationToken ct)
    {
        var stored = await connection.Query($"{Select} where line = $1 and code = $2", Read, [line.Line, code], ct);
        var present = RuleBook.All(line, stored).FirstOrDefault(r => r.Rule.Code == code);
        return ifVersion is null || ifVersion == (present?.Newest ?? 0) ? present : throw new StaleException();
    }

    public async Task<RuleView> Add(NpgsqlConnection connection, LineDefinition line, string code, string state, RuleDefinition? rule, string? note, RuleView? before, CancellationToken ct)
    {
        var version = (before?.Newest ?? 0) + 1;
        var own = line.Rules.FirstOrDefault(r => r.Code == code);
        await connection.Execute(
            "insert into catalog.rule(line, code, version, state, body, line_body, by_id, by, at, note) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            [line.Line, code, version, state, new Json(rule is null ? null : JsonText.Write(rule)), new Json(own is null ? null : JsonText.Write(own)), call.Actor.UserId, call.Actor.Name, clock.Now, note],
            ct);
        unit.Audit(new AuditDraft(
            "catalog.ruleChanged", "rule", Ids.New(clock.Now), null,
            before is null ? null : new { before.Code, before.Version, before.State, before.Rule }, new { Code = $"{line.Line}/{code}", Version = version, State = state, Note = note, Rule = rule }));
        unit.AfterCommit(cache.Forget);
        return await Find(connection, $"{line.Line}/{code}", ct);
    }

    private static RuleDefinition? Rule(string? json) => json is null ? null : JsonText.Read<RuleDefinition>(json);
}

internal sealed class ListRulesHandler(Database database) : IQueryHandler<ListRules, IReadOnlyList<RuleView>>
{
    public async Task<IReadOnlyList<RuleView>> Handle(ListRules request, CancellationToken ct)
    {
        var lines = await database.Query("select body from catalog.line where active order by code", r => JsonText.Read<LineDefinition>(r.GetString(0)), [], ct);
        var stored = await database.Query(RuleShelf.Select, RuleShelf.Read, [], ct);
        return [.. lines.SelectMany(l => RuleBook.All(l, stored).OrderByDescending(r => r.Rule.Priority).ThenBy(r => r.Code, StringComparer.Ordinal))];
    }
}

internal sealed class GetRuleHandler(Database database) : IQueryHandler<GetRule, RuleView>
{
    public async Task<RuleView> Handle(GetRule request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await RuleShelf.Find(connection, request.Code, ct);
    }
}

internal sealed class ListRuleVersionsHandler(Database database) : IQueryHandler<ListRuleVersions, IReadOnlyList<RuleVersion>>
{
    public async Task<IReadOnlyList<RuleVersion>> Handle(ListRuleVersions request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var rule = await RuleShelf.Find(connection, request.Code, ct);
        var stored = await connection.Query($"{RuleShelf.Select} where line = $1 and code = $2 order by version desc", RuleShelf.Read, [rule.Line, rule.Rule.Code], ct);
        return [.. stored.Select(v => new RuleVersion(v.Version, v.State, v.Rule, v.By, v.At, v.Note))];
    }
}

internal sealed class CheckRuleHandler(CatalogCache cache) : IQueryHandler<CheckRule, IReadOnlyList<RuleFault>>
{
    public async Task<IReadOnlyList<RuleFault>> Handle(CheckRule request, CancellationToken ct) => RuleCheck.Find(request.Line, request.Rule, await cache.Get(ct));
}

internal sealed class SaveRuleHandler(IUnitOfWork unit, RuleShelf shelf, CatalogCache cache) : ICommandHandler<SaveRule, RuleView>
{
    public async Task<RuleView> Handle(SaveRule request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var line = await shelf.Lock(connection, request.Line, ct);
        var present = await RuleShelf.Present(connection, line, request.Rule.Code, request.IfVersion, ct);
        Demand(RuleCheck.Find(line.Line, request.Rule, await cache.Get(ct)));
        var state = request.Draft ? RuleBook.Draft : RuleBook.On;
        var same = present is not null && (request.Draft
            ? RuleBook.Same(present.Draft ?? present.Rule, request.Rule)
            : present is { State: RuleState.On, Draft: null } && RuleBook.Same(present.Rule, request.Rule));
        return same ? present! : await shelf.Add(connection, line, request.Rule.Code, state, request.Rule, request.Note, present, ct);
    }

    internal static void Demand(IReadOnlyList<RuleFault> faults)
    {
        if (faults.Count > 0)
        {
            throw new InvalidInputException([.. faults.Select(f => new FieldFault(f.Path, f.Code, f.Message, f.Arguments))]);
        }
    }
}

internal sealed class SwitchRuleHandler(IUnitOfWork unit, RuleShelf shelf, CatalogCache cache) : ICommandHandler<SwitchRule, RuleView>
{
    public async Task<RuleView> Handle(SwitchRule request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var line = await shelf.Lock(connection, request.Code.Split('/')[0], ct);
        var code = request.Code[(line.Line.Length + 1)..];
        var present = await RuleShelf.Present(connection, line, code, request.IfVersion, ct) ?? throw new NotFoundException("rule", request.Code);
        if (!request.On)
        {
            return present.State == RuleState.Off ? present : await shelf.Add(connection, line, code, RuleBook.Off, present.Rule, request.Note, present, ct);
        }

        var rule = present.Draft ?? present.Rule;
        SaveRuleHandler.Demand(RuleCheck.Find(line.Line, rule, await cache.Get(ct)));
        return present is { State: RuleState.On, Draft: null } ? present : await shelf.Add(connection, line, code, RuleBook.On, rule, request.Note, present, ct);
    }
}

internal sealed class ReturnToRuleHandler(IUnitOfWork unit, RuleShelf shelf, CatalogCache cache) : ICommandHandler<ReturnToRule, RuleView>
{
    public async Task<RuleView> Handle(ReturnToRule request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var line = await shelf.Lock(connection, request.Code.Split('/')[0], ct);
        var code = request.Code[(line.Line.Length + 1)..];
        var present = await RuleShelf.Present(connection, line, code, request.IfVersion, ct) ?? throw new NotFoundException("rule", request.Code);
        if (request.Version is not { } version)
        {
            return present.Own is null
                ? throw new RuleBrokenException("error.ruleOfHouse", "The line has no such rule of its own.")
                : present is { Source: RuleSource.Line, State: RuleState.On, Draft: null } ? present : await shelf.Add(connection, line, code, RuleBook.Own, null, null, present, ct);
        }

        var stored = await connection.Query($"{RuleShelf.Select} where line = $1 and code = $2 and version = $3", RuleShelf.Read, [line.Line, code, version], ct);
        var rule = stored.FirstOrDefault()?.Rule ?? throw new NotFoundException("ruleVersion", version);
        SaveRuleHandler.Demand(RuleCheck.Find(line.Line, rule, await cache.Get(ct)));
        return await shelf.Add(connection, line, code, RuleBook.On, rule, $"= {version}", present, ct);
    }
}
