using CrossSell.Clients.Messages;

namespace CrossSell.Clients.Domain;

/// <summary>What a client allowed: by channel and purpose the word said last counts, whenever it was recorded.</summary>
internal sealed class ConsentHistory
{
    public const string ImportSource = "import";

    public static readonly string[] Channels = ["phone", "email", "post"];
    public static readonly string[] Purposes = ["marketing", "service"];

    private readonly Dictionary<string, Consent> _latest = [];
    private readonly List<Consent> _added = [];

    /// <param name="entries">In the order they were recorded.</param>
    public ConsentHistory(IEnumerable<Consent> entries)
    {
        foreach (var entry in entries)
        {
            Take(entry);
        }
    }

    public IReadOnlyCollection<Consent> Latest => _latest.Values;

    public IReadOnlyList<Consent> Added => _added;

    public string[] Granted => [.. _latest.Values.Where(c => c.Granted).Select(c => c.Key).Order(StringComparer.Ordinal)];

    /// <summary>Adds what was said; saying again what already stands adds nothing.</summary>
    public void Say(Guid clientId, ConsentData said, DateTimeOffset now, string source)
    {
        var key = $"{said.Channel}:{said.Purpose}";
        if (_latest.TryGetValue(key, out var known) && known.Granted == said.Granted)
        {
            return;
        }

        Add(new Consent
        {
            ClientId = clientId,
            Channel = said.Channel,
            Purpose = said.Purpose,
            Granted = said.Granted,
            At = said.At?.ToUniversalTime() ?? now,
            Source = said.Source ?? source,
            RecordedAt = now,
        });
    }

    public void WithdrawAll(Guid clientId, DateTimeOffset now, string source)
    {
        foreach (var channel in Channels)
        {
            foreach (var purpose in Purposes.Where(p => _latest.TryGetValue($"{channel}:{p}", out var c) && c.Granted))
            {
                Say(clientId, new ConsentData(channel, purpose, false), now, source);
            }
        }
    }

    /// <summary>
    /// A file lists the consents that stand: others are withdrawn. A file is often older than what people recorded here,
    /// so it never grants again what was withdrawn otherwise than by a file.
    /// </summary>
    public void Import(Guid clientId, IReadOnlyCollection<string> listed, DateTimeOffset now)
    {
        foreach (var key in listed.Where(k => !_latest.TryGetValue(k, out var c) || c.Source == ImportSource))
        {
            Say(clientId, Data(key, true), now, ImportSource);
        }

        foreach (var key in Granted.Except(listed))
        {
            Say(clientId, Data(key, false), now, ImportSource);
        }
    }

    private static ConsentData Data(string key, bool granted)
    {
        var parts = key.Split(':');
        return new ConsentData(parts[0], parts[1], granted);
    }

    private void Add(Consent entry)
    {
        _added.Add(entry);
        Take(entry);
    }

    private void Take(Consent entry)
    {
        if (!_latest.TryGetValue(entry.Key, out var known) || known.At <= entry.At)
        {
            _latest[entry.Key] = entry;
        }
    }
}
