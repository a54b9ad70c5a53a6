using CrossSell.Kernel.Access;
using CrossSell.Offers.Messages;

namespace CrossSell.Offers.Grains;

/// <summary>Who has the client open on a call now; somebody who has not said so for 45 seconds is gone. Who put the client aside is not offered them for half an hour.</summary>
internal sealed class Presence
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Aside = TimeSpan.FromMinutes(30);
    private readonly Dictionary<Guid, DateTimeOffset> _aside = [];
    private readonly Dictionary<Guid, (string Name, DateTimeOffset Since, DateTimeOffset Seen)> _people = [];

    public void Hold(Actor actor, DateTimeOffset now)
    {
        var id = actor.UserId ?? Guid.Empty;
        var since = _people.TryGetValue(id, out var known) && now - known.Seen < Forgotten ? known.Since : now;
        _people[id] = (actor.Name, since, now);
    }

    public void Release(Actor actor) => _people.Remove(actor.UserId ?? Guid.Empty);

    public void PutAside(Actor actor, DateTimeOffset now)
    {
        Release(actor);
        _aside[actor.UserId ?? Guid.Empty] = now;
    }

    public bool IsFreeFor(Actor actor, DateTimeOffset now) =>
        Others(actor, now).Count == 0 && !(_aside.TryGetValue(actor.UserId ?? Guid.Empty, out var since) && now - since < Aside);

    public List<OnTheLine> Others(Actor actor, DateTimeOffset now)
    {
        foreach (var gone in _people.Where(p => now - p.Value.Seen >= Forgotten).Select(p => p.Key).ToList())
        {
            _people.Remove(gone);
        }

        return [.. _people.Where(p => p.Key != actor.UserId).OrderBy(p => p.Value.Since).Select(p => new OnTheLine(p.Key, p.Value.Name, p.Value.Since))];
    }
}
