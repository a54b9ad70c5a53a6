using System.Collections.Concurrent;

namespace CrossSell.Offers.Grains;

/// <summary>The clients whose grains are active in this host; entered before the grain loads, so that no change slips in between.</summary>
internal sealed class ActiveClients
{
    private readonly ConcurrentDictionary<Guid, byte> _active = new();

    public void Enter(Guid client) => _active.TryAdd(client, 0);

    public void Leave(Guid client) => _active.TryRemove(client, out _);

    public IReadOnlyCollection<Guid> All => [.. _active.Keys];

    public bool Contains(Guid client) => _active.ContainsKey(client);
}
