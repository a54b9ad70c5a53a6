using System.Globalization;
using CrossSell.Kernel.Errors;

namespace CrossSell.Kernel.Audit;

/// <summary>One entry as it is stored.</summary>
internal sealed record ChainLink(long Seq, AuditEntry Entry, byte[] Hash);

/// <summary>A number and hash that a check, or a head kept outside, once found at the chain.</summary>
internal sealed record ChainAnchor(long Seq, byte[] Hash, string Where)
{
    public static ChainAnchor Of(AuditHead head) =>
        head.Seq > 0 && head.Hash is { Length: 64 } hash && hash.All(char.IsAsciiHexDigit)
            ? new ChainAnchor(head.Seq, Convert.FromHexString(hash), string.Create(CultureInfo.InvariantCulture, $"the head signed off by {head.By} at {head.At:u}"))
            : throw new InvalidInputException("head", "auditHead", "This is no head of a chain: it has a number and a hash of 64 hexadecimal digits.");
}

/// <summary>
/// Goes from entry to entry and says of each that does not fit what was done: altered, removed, inserted. When numbers were shifted to hide it, an entry still
/// fits the one it was chained to: that tells an insertion and a removal from an alteration.
/// </summary>
internal sealed class ChainWalk
{
    /// <summary>What stands in an entry whose content was erased before there were keys; its number and hash stay.</summary>
    public const string Erased = "erased";

    /// <summary>The entry that says that a client was erased; it alone lets erased content pass.</summary>
    public const string ErasedAction = "privacy.erased";

    private const int Remembered = 64;
    private const int MostMissing = 2048;
    private const int MostSearches = 50;
    private readonly List<AuditFault> _faults = [];
    private readonly LinkedList<Fitted> _recent = new();
    private readonly List<Erasure> _erased = [];
    private readonly Dictionary<Guid, long> _erasures = [];
    private readonly ILookup<long, ChainAnchor> _anchors;
    private readonly long _lastAnchor;
    private long _shift;
    private bool _misfit;
    private byte[] _computed = [];
    private int _searches;

    public ChainWalk(long seq, byte[] hash, IReadOnlyList<ChainAnchor> anchors)
    {
        _recent.AddLast(new Fitted(seq, seq, hash));
        _anchors = anchors.ToLookup(a => a.Seq);
        _lastAnchor = anchors.Count == 0 ? 0 : anchors.Max(a => a.Seq);
    }

    public long Walked { get; private set; }

    public long Seq => Last.Stored;

    public byte[] Hash => Last.Hash;

    private Fitted Last => _recent.Last!.Value;

    public void Step(ChainLink link)
    {
        Walked++;
        if (link.Seq > Last.Stored + 1)
        {
            Fault(AuditFault.Removed, Last.Stored + 1, link.Seq - 1, $"; entry {link.Seq} can't be checked without the one before it");
            Take(link, link.Seq + _shift, false);
        }
        else if (Fits(link, link.Seq + _shift, Last.Hash))
        {
            Take(link, link.Seq + _shift, false);
        }
        else if (_misfit && Fits(link, link.Seq + _shift, _computed))
        {
            // Only the hash of the one before was touched: this one follows what it should have been.
            Take(link, link.Seq + _shift, false);
        }
        else if (link.Entry.After == Erased && link.Entry.Before is null)
        {
            Erase(link.Seq, link.Entry.ClientId, string.Empty);
            Take(link, link.Seq + _shift, false);
        }
        else if (FollowsAnEarlierOne(link) is { } earlier)
        {
            _faults.RemoveAll(f => f.From > earlier.Stored && f.From < link.Seq);
            Fault(AuditFault.Inserted, earlier.Stored + 1, link.Seq - 1);
            _shift = earlier.Number + 1 - link.Seq;
            Take(link, earlier.Number + 1, false);
        }
        else if (_misfit && MissingBefore(link) is { } missing)
        {
            var at = Last.Stored;
            _faults.RemoveAll(f => f.From == at);
            Fault(AuditFault.Removed, at + _shift, at + _shift + missing - 1, " and the numbers after it were closed up");
            _shift += missing;
            Take(link, link.Seq + _shift, false);
        }
        else
        {
            _computed = link.Entry.Hash(link.Seq + _shift, Last.Hash);
            Fault(AuditFault.Altered, link.Seq, link.Seq, $" ({link.Entry.Action}, {link.Entry.At:u}), or the one before it together with its hash");
            Take(link, link.Seq + _shift, true);
        }
    }

    public IReadOnlyList<AuditFault> End(ChainHead head)
    {
        foreach (var erased in _erased.Where(e => e.Client is not { } client || !_erasures.TryGetValue(client, out var at) || at < e.Seq))
        {
            Fault(AuditFault.Altered, erased.Seq, erased.Seq, $": {erased.What}its content is gone, and no entry says that its client was erased");
        }

        var number = Last.Number;
        if (number < head.Seq)
        {
            Fault(AuditFault.Removed, number + 1, head.Seq, ": the end of the chain is cut off");
        }
        else if (number > head.Seq)
        {
            Fault(AuditFault.Inserted, head.Seq - _shift + 1, Last.Stored, " after the head of the chain");
        }
        else if (!Last.Hash.AsSpan().SequenceEqual(head.Hash))
        {
            Fault(AuditFault.Head, head.Seq, head.Seq);
        }

        if (_lastAnchor > number && _faults.All(f => f.Until < _lastAnchor))
        {
            var anchor = _anchors[_lastAnchor].First();
            Fault(AuditFault.Removed, number + 1, _lastAnchor, $": the chain went on to {_lastAnchor} according to {anchor.Where}");
        }

        return [.. _faults.OrderBy(f => f.From)];
    }

    /// <summary>Something else that does not fit, beside the chain itself.</summary>
    public void Add(AuditFault fault) => _faults.Add(fault);

    /// <summary>Content that is gone: right when the client was erased later.</summary>
    /// <param name="what">What of the entry, when not all of it.</param>
    public void Erase(long seq, Guid? client, string what) => _erased.Add(new Erasure(seq, client, what));

    /// <summary>Changes that the entry at hand stands for.</summary>
    public void Count(int changes) => Walked += changes;

    private void Take(ChainLink link, long number, bool misfit)
    {
        _misfit = misfit;
        _recent.AddLast(new Fitted(link.Seq, number, link.Hash));
        if (_recent.Count > Remembered)
        {
            _recent.RemoveFirst();
        }

        if (!misfit && link.Entry is { Action: ErasedAction, ClientId: { } client })
        {
            _erasures[client] = link.Seq;
        }

        if (_anchors[number].FirstOrDefault(a => !a.Hash.AsSpan().SequenceEqual(link.Hash)) is { } anchor)
        {
            Fault(AuditFault.Rewritten, number, number, $": {anchor.Where} has another hash for it, so it or something before it was written anew");
        }
    }

    private Fitted? FollowsAnEarlierOne(ChainLink link)
    {
        for (var earlier = _recent.Last!.Previous; earlier is not null; earlier = earlier.Previous)
        {
            if (Fits(link, earlier.Value.Number + 1, earlier.Value.Hash))
            {
                return earlier.Value;
            }
        }

        return null;
    }

    /// <summary>How many entries are missing before the last one, if this one follows it under a higher number.</summary>
    private int? MissingBefore(ChainLink link)
    {
        if (++_searches > MostSearches)
        {
            return null;
        }

        for (var missing = 1; missing <= MostMissing; missing++)
        {
            if (Fits(link, link.Seq + _shift + missing, Last.Hash))
            {
                return missing;
            }
        }

        return null;
    }

    private static bool Fits(ChainLink link, long number, byte[] previous) => link.Entry.Hash(number, previous).AsSpan().SequenceEqual(link.Hash);

    private void Fault(string what, long from, long until, string detail = "") => _faults.Add(AuditFault.Of(what, from, until, detail));

    private sealed record Erasure(long Seq, Guid? Client, string What);

    /// <param name="Stored">The number it has.</param>
    /// <param name="Number">The number it was written with.</param>
    private sealed record Fitted(long Stored, long Number, byte[] Hash);
}
