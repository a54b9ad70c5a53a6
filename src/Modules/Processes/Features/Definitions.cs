using System.Collections.Concurrent;
using CrossSell.Kernel.Data;
using CrossSell.Sdk;

namespace CrossSell.Processes.Features;

/// <summary>The stored definitions; one version of a key never changes, so what was read once stays read.</summary>
internal sealed class Definitions(Database database)
{
    private readonly ConcurrentDictionary<(string Key, int Version), ProcessDefinition> _known = new();
    private volatile IReadOnlyDictionary<string, int>? _newest;

    public async Task<ProcessDefinition> Get(string key, int version, CancellationToken ct)
    {
        if (!_known.TryGetValue((key, version), out var known))
        {
            await Read(ct);
        }

        return known ?? (_known.TryGetValue((key, version), out known) ? known : throw new InvalidOperationException($"There is no process {key} v{version}."));
    }

    public async Task<ProcessDefinition> Newest(string key, CancellationToken ct)
    {
        if (_newest?.ContainsKey(key) != true)
        {
            await Read(ct);
        }

        return _newest!.TryGetValue(key, out var version)
            ? await Get(key, version, ct)
            : throw new InvalidOperationException($"There is no process {key}.");
    }

    public void Forget() => _newest = null;

    private async Task Read(CancellationToken ct)
    {
        var all = await database.Query("select body from processes.definition", r => JsonText.Read<ProcessDefinition>(r.GetString(0)), [], ct);
        foreach (var definition in all)
        {
            _known[(definition.Key, definition.Version)] = definition;
        }

        _newest = all.GroupBy(d => d.Key).ToDictionary(g => g.Key, g => g.Max(d => d.Version));
    }
}
