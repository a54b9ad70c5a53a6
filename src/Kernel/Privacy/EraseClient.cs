using System.Globalization;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using FluentValidation;

namespace CrossSell.Kernel.Privacy;

/// <summary>What erasing a client would delete, and what the law demands be kept; changes nothing.</summary>
[Needs(Permission.HandlePersonalData)]
public sealed record GetErasure(Guid ClientId) : IQuery<ErasureView>, IAboutClient;

/// <summary>
/// Deletes every row about a client in every module and destroys the key that the audit's entries about the client are locked with: the chain stays whole, and nobody
/// reads them any more. Refused with <c>error.mustKeep</c> while the law demands that something be kept. It can't be undone.
/// </summary>
/// <param name="Reason">Why, such as the client's letter and its date; it stays in the audit, so it must not name the client. 1 to 200 characters.</param>
[Needs(Permission.HandlePersonalData)]
public sealed record EraseClient(Guid ClientId, string Reason) : ICommand<ErasureView>, IAboutClient;

/// <param name="Allowed">Nothing has to be kept.</param>
/// <param name="Rows">How many rows go, by table.</param>
public sealed record ErasureView(bool Allowed, IReadOnlyList<MustKeep> Keeps, IReadOnlyDictionary<string, int> Rows);

/// <param name="Code"><c>contractHeldHere</c>, <c>signedDocument</c>.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Until">The last day they have to be kept; none while they run.</param>
public sealed record MustKeep(string Code, int Count, DateOnly? Until);

/// <summary>The client is gone, in the transaction that erases it.</summary>
public sealed record ClientErased(Guid ClientId) : IEvent;

internal sealed class EraseClientValidator : AbstractValidator<EraseClient>
{
    public EraseClientValidator()
    {
        RuleFor(c => c.Reason).NotEmpty().WithErrorCode("required").WithMessage("Say why, such as the client's letter and its date.");
        RuleFor(c => c.Reason).MaximumLength(200).WithErrorCode("tooLong").WithMessage("At most 200 characters.");
    }
}

internal sealed class GetErasureHandler(Database database, IClientDirectory clients, IEnumerable<IPersonalData> modules, BusinessClock clock) : IQueryHandler<GetErasure, ErasureView>
{
    public async Task<ErasureView> Handle(GetErasure request, CancellationToken ct)
    {
        await clients.Demand(request.ClientId, ct);
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var keeps = await PersonalRows.Keeps(connection, modules, request.ClientId, clock.Today, ct);
        var rows = new Dictionary<string, int>();
        foreach (var table in modules.SelectMany(m => m.Tables))
        {
            rows[table.Name] = (await connection.Query($"select count(*)::int from {table.Name} where {table.Which}", r => r.GetInt32(0), [request.ClientId], ct))[0];
        }

        return new ErasureView(keeps.Count == 0, keeps, rows);
    }
}

internal sealed class EraseClientHandler(IClientDirectory clients, ClientEraser eraser) : ICommandHandler<EraseClient, ErasureView>
{
    public async Task<ErasureView> Handle(EraseClient request, CancellationToken ct)
    {
        await clients.Demand(request.ClientId, ct);
        var erased = await eraser.Erase(request.ClientId, request.Reason, ct);
        return erased.Allowed ? erased : throw new RuleBrokenException(
            "error.mustKeep",
            $"The law demands that this be kept: {string.Join(", ", erased.Keeps.Select(k => string.Create(CultureInfo.InvariantCulture, $"{k.Code} ({k.Count}){(k.Until is { } until ? $" until {until:yyyy-MM-dd}" : string.Empty)}")))}.",
            ("reasons", string.Join(", ", erased.Keeps.Select(k => k.Code))),
            ("until", erased.Keeps.Any(k => k.Until is null) ? null : erased.Keeps.Max(k => k.Until)));
    }
}

/// <summary>Erases a client inside the unit of work in progress, unless the law demands that something be kept.</summary>
internal sealed class ClientEraser(IUnitOfWork unit, ClientKeys keys, IClientDirectory clients, IDispatcher dispatcher, IEnumerable<IPersonalData> modules, BusinessClock clock)
{
    public async Task<ErasureView> Erase(Guid client, string reason, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var keeps = await PersonalRows.Keeps(connection, modules, client, clock.Today, ct);
        if (keeps.Count > 0)
        {
            return new ErasureView(false, keeps, new Dictionary<string, int>());
        }

        foreach (var module in modules)
        {
            await module.Erasing(client, unit, ct);
        }

        var everyone = await clients.WithMerged(client, ct);
        var rows = new Dictionary<string, int>();
        foreach (var table in modules.SelectMany(m => m.Tables))
        {
            rows[table.Name] = (await connection.Query($"with gone as (delete from {table.Name} where {table.Which} returning 1) select count(*)::int from gone", r => r.GetInt32(0), [client], ct))[0];
        }

        foreach (var one in everyone)
        {
            await keys.Destroy(connection, one, clock.Now, ct);
        }

        unit.Audit(new AuditDraft(ChainWalk.ErasedAction, "client", client, client, null, new { Reason = reason, Rows = rows }));
        await dispatcher.Tell(new ClientErased(client), ct);
        unit.Touch(client);
        return new ErasureView(true, [], rows);
    }
}

internal static class PersonalRows
{
    public static async Task<IReadOnlyList<MustKeep>> Keeps(Npgsql.NpgsqlConnection connection, IEnumerable<IPersonalData> modules, Guid client, DateOnly today, CancellationToken ct)
    {
        var keeps = new List<MustKeep>();
        foreach (var rule in modules.SelectMany(m => m.Keeps))
        {
            keeps.AddRange((await connection.Query(rule.Sql, r => new MustKeep(rule.Code, r.GetInt32(0), r.Maybe<DateOnly>(1)), [client, today], ct)).Where(k => k.Count > 0));
        }

        return keeps;
    }
}

/// <summary>What the house itself keeps for a while: messages on their way, answers to repeated calls, and imported files with what became of their rows.</summary>
internal sealed class KernelPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables =>
    [
        new("kernel.outbox", "payload like '%' || $1::text || '%'", null),
        new("kernel.idempotency", "response like '%' || $1::text || '%'", null),
        new("kernel.import_file", "id in (select file_id from kernel.import_run where id in (select block from kernel.audit_part where client_id = $1 union all select run_id from kernel.import_row where client_id = $1))", null),
        new("kernel.import_row", Columns: "run_id, line, what, label, before, after"),
    ];
}
