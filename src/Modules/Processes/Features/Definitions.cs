using System.Collections.Concurrent;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Sdk;

namespace CrossSell.Processes.Features;

/// <summary>The stored definitions. One version of a key never changes, so what was read once stays read; which is the newest is looked up again every few seconds, for another host may have published one.</summary>
internal sealed class Definitions(Database database, TimeProvider time)
{
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<(string Key, int Version), ProcessDefinition> _known = new();
    private volatile Newest? _newest;

    public async Task<ProcessDefinition> Get(string key, int version, CancellationToken ct) =>
        await Find(key, version, ct) ?? throw new InvalidOperationException($"There is no process {key} v{version}.");

    public async Task<ProcessDefinition?> Find(string key, int version, CancellationToken ct)
    {
        if (!_known.TryGetValue((key, version), out var known))
        {
            await Read(ct);
        }

        return known ?? _known.GetValueOrDefault((key, version));
    }

    public async Task<ProcessDefinition> NewestOf(string key, CancellationToken ct) =>
        await FindNewest(key, ct) ?? throw new InvalidOperationException($"There is no process {key}.");

    /// <exception cref="NotFoundException">There is no such process.</exception>
    public async Task<ProcessDefinition> Demand(string key, int? version, CancellationToken ct) =>
        (version is { } one ? await Find(key, one, ct) : await FindNewest(key, ct)) ?? throw new NotFoundException("definition", version is null ? key : $"{key} v{version}");

    public async Task<IReadOnlyList<ProcessDefinition>> All(CancellationToken ct)
    {
        var newest = await Versions(ct);
        return [.. newest.Select(entry => _known[(entry.Key, entry.Value)])];
    }

    public void Forget() => _newest = null;

    private async Task<ProcessDefinition?> FindNewest(string key, CancellationToken ct) => (await Versions(ct)).TryGetValue(key, out var version) ? await Get(key, version, ct) : null;

    private async Task<IReadOnlyDictionary<string, int>> Versions(CancellationToken ct) =>
        _newest is { } newest && time.GetElapsedTime(newest.Looked) < Trusted ? newest.Versions : await Read(ct);

    private async Task<IReadOnlyDictionary<string, int>> Read(CancellationToken ct)
    {
        var looked = time.GetTimestamp();
        var keys = await database.Query("select key, version from processes.definition", r => (r.GetString(0), r.GetInt32(1)), [], ct);
        if (keys.Any(key => !_known.ContainsKey(key)))
        {
            foreach (var definition in await database.Query("select body from processes.definition", r => JsonText.Read<ProcessDefinition>(r.GetString(0)), [], ct))
            {
                _known.TryAdd((definition.Key, definition.Version), definition);
            }
        }

        var versions = keys.GroupBy(key => key.Item1).ToDictionary(same => same.Key, same => same.Max(key => key.Item2));
        _newest = new Newest(versions, looked);
        return versions;
    }

    private sealed record Newest(IReadOnlyDictionary<string, int> Versions, long Looked);
}
