using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CrossSell.Kernel.Data;

/// <summary>Brings every module's schema up to date, one host at a time; published views are made anew in the modules' order.</summary>
public sealed class Migrator
{
    private const long Lock = 7_215_001;
    private readonly NpgsqlDataSource _source;
    private readonly IReadOnlyList<Modules.ContextOf> _contexts;

    public Migrator(NpgsqlDataSource source, IServiceProvider services)
    {
        _source = source;
        _contexts = [.. services.GetServices<Modules.ContextOf>()];
    }

    /// <returns>The names of the migrations that were applied.</returns>
    public async Task<IReadOnlyList<string>> Migrate(CancellationToken ct)
    {
        await using var guard = await _source.OpenConnectionAsync(ct);
        await guard.Execute("select pg_advisory_lock($1)", [Lock], ct);
        try
        {
            return await MigrateAll(guard, ct);
        }
        finally
        {
            await guard.Execute("select pg_advisory_unlock($1)", [Lock], ct);
        }
    }

    private async Task<IReadOnlyList<string>> MigrateAll(NpgsqlConnection guard, CancellationToken ct)
    {
        var contexts = _contexts.Select(c => c.Make(_source)).ToList();
        var applied = new List<string>();
        var views = contexts.SelectMany(c => c.PublishedViews).ToList();
        var pending = new List<(ModuleDbContext Context, List<string> Names)>();
        foreach (var context in contexts)
        {
            pending.Add((context, [.. await context.Database.GetPendingMigrationsAsync(ct)]));
        }

        if (pending.Any(p => p.Names.Count > 0))
        {
            await Drop(guard, views, ct);
        }

        foreach (var (context, names) in pending.Where(p => p.Names.Count > 0))
        {
            await context.Database.MigrateAsync(ct);
            await context.Tune(guard, ct);
            applied.AddRange(names);
        }

        await Publish(guard, views, ct);
        foreach (var context in contexts)
        {
            await context.DisposeAsync();
        }

        return applied;
    }

    private static async Task Drop(NpgsqlConnection guard, IEnumerable<PublishedView> views, CancellationToken ct)
    {
        foreach (var view in views.Reverse())
        {
            var schema = view.Name.Split('.')[0];
            var known = await guard.Query("select 1 from pg_namespace where nspname = $1", r => r.GetInt32(0), [schema], ct);
            if (known.Count > 0)
            {
                await guard.Execute($"drop view if exists {view.Name} cascade", [], ct);
            }
        }
    }

    private static async Task Publish(NpgsqlConnection guard, IEnumerable<PublishedView> views, CancellationToken ct)
    {
        await using var transaction = await guard.BeginTransactionAsync(ct);
        foreach (var view in views)
        {
            await guard.Execute($"create or replace view {view.Name} as {view.Select}", [], ct);
        }

        await transaction.CommitAsync(ct);
    }
}
