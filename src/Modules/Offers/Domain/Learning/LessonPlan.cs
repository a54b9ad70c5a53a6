namespace CrossSell.Offers.Domain.Learning;

/// <summary>Makes lessons of a line: of what was gained next, where dates say it; of each product held, left out in turn, where they don't.</summary>
internal sealed class LessonPlan
{
    private const int FewestGains = 300;
    private const int FewestDays = 30;
    private const int RenewedWithin = 92;

    private readonly Holdings _holdings;
    private readonly int[] _targetOf;
    private readonly int _targets;
    private readonly int[] _line;
    private readonly int[] _traits;
    private readonly int _today;
    private readonly List<ushort> _refused = [];

    /// <param name="line">The products of the line, as places in the holdings.</param>
    /// <param name="traits">Which traits may be learned from.</param>
    public LessonPlan(Holdings holdings, IReadOnlyList<int> line, IReadOnlyList<int> traits, int today)
    {
        (_holdings, _line, _targets, _traits, _today) = (holdings, [.. line], line.Count, [.. traits], today);
        _targetOf = Enumerable.Repeat(-1, holdings.Products.Length).ToArray();
        for (var t = 0; t < line.Count; t++)
        {
            _targetOf[line[t]] = t;
        }
    }

    public int[] TargetOf => _targetOf;

    /// <summary>The product, as a place in the holdings, of one of the line.</summary>
    public int ProductOf(int target) => _line[target];

    /// <summary>Whether the dates say what came after what: enough clients gained something on a later day than their first, on enough different days.</summary>
    public bool IsDated
    {
        get
        {
            var (gains, several, spread) = (0, 0, 0);
            var days = new HashSet<int>();
            for (var client = 0; client < _holdings.Clients; client++)
            {
                var history = _holdings.Of(client);
                if (history.Count < 2)
                {
                    continue;
                }

                several++;
                spread += history.Starts[^1] > history.Starts[0] ? 1 : 0;
                for (var at = 0; at < history.Count; at++)
                {
                    if (history.Starts[at] > history.Starts[0] && _targetOf[history.Products[at]] >= 0)
                    {
                        gains++;
                        days.Add(history.Starts[at]);
                    }
                }
            }

            return gains >= FewestGains && days.Count >= FewestDays && spread * 2 >= several;
        }
    }

    public FactSpace Space(bool dated) => new(_holdings.Products.Length, dated, [.. _traits.Select(t => _holdings.Traits[t].Levels.Count)]);

    /// <summary>What a client holds, leaving each product of the line out in turn; every client weighs the same.</summary>
    /// <param name="every">Only each n-th client, picked by a scramble of their place.</param>
    public Lessons LeaveOneOut(int every = 1)
    {
        var lessons = new Lessons(Space(false), _targets);
        var (held, once, facts) = (new List<ushort>(), new List<ushort>(), new List<int>());
        for (var client = 0; client < _holdings.Clients; client++)
        {
            if (Scramble(client) % (uint)every != 0)
            {
                continue;
            }

            Now(client, held, once);
            var wanted = held.Count(p => _targetOf[p] >= 0);
            foreach (var product in held)
            {
                if (_targetOf[product] < 0)
                {
                    continue;
                }

                Collect(client, lessons.Space, held, once, product, facts);
                lessons.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(facts), _targetOf[product], 1f / wanted, client);
            }
        }

        return lessons;
    }

    /// <summary>Each gain of a product that the client did not hold, with what was known the day before; older ones weigh less. The client's place is the day, so that lessons can be parted by time.</summary>
    /// <param name="halfLife">Days after which a gain weighs half.</param>
    public Lessons GainedNext(int halfLife, int every = 1)
    {
        var lessons = new Lessons(Space(true), _targets);
        EachGain(lessons.Space, (facts, target, day) =>
            lessons.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(facts), target, MathF.Pow(0.5f, (_today - day) / (float)halfLife), day), every);
        return lessons;
    }

    /// <summary>Each gain, with the facts of the day before.</summary>
    public void EachGain(FactSpace space, Action<List<int>, int, int> take, int every = 1)
    {
        var (held, once, facts) = (new List<ushort>(), new List<ushort>(), new List<int>());
        for (var client = 0; client < _holdings.Clients; client++)
        {
            if (Scramble(client) % (uint)every != 0)
            {
                continue;
            }

            var history = _holdings.Of(client);
            for (var at = 0; at < history.Count; at++)
            {
                var (target, day) = (_targetOf[history.Products[at]], history.Starts[at]);
                if (target >= 0 && day <= _today && IsGain(client, at))
                {
                    var last = Before(client, day, held, once);
                    Collect(client, space, held, once, Holdings.Lives, facts, day, last);
                    take(facts, target, day);
                }
            }
        }
    }

    /// <summary>The facts about a client today.</summary>
    public void Today(int client, FactSpace space, List<ushort> held, List<ushort> once, List<int> facts)
    {
        Now(client, held, once);
        var starts = _holdings.Of(client).Starts;
        Collect(client, space, held, once, Holdings.Lives, facts, _today, starts.Length == 0 ? -1 : starts.Length - 1);
    }

    private static uint Scramble(int client) => (uint)client * 2654435761u >> 4;

    /// <summary>Whether a contract is a gain: its product was not held just before, by another contract that this one renews.</summary>
    private bool IsGain(int client, int at)
    {
        var history = _holdings.Of(client);
        for (var other = 0; other < history.Count; other++)
        {
            if (other != at && history.Products[other] == history.Products[at] && (history.Starts[other] < history.Starts[at] || (history.Starts[other] == history.Starts[at] && other < at)) && history.Ends[other] >= history.Starts[at] - RenewedWithin)
            {
                return false;
            }
        }

        return true;
    }

    private void Now(int client, List<ushort> held, List<ushort> once)
    {
        held.Clear();
        once.Clear();
        var history = _holdings.Of(client);
        for (var at = 0; at < history.Count; at++)
        {
            if (history.Ends[at] >= _today && !held.Contains(history.Products[at]))
            {
                held.Add(history.Products[at]);
            }
        }

        for (var at = 0; at < history.Count; at++)
        {
            if (history.Ends[at] < _today && !held.Contains(history.Products[at]) && !once.Contains(history.Products[at]))
            {
                once.Add(history.Products[at]);
            }
        }
    }

    /// <summary>What was held the day before; answers the place of the last contract by then, or -1.</summary>
    private int Before(int client, int day, List<ushort> held, List<ushort> once)
    {
        held.Clear();
        once.Clear();
        var history = _holdings.Of(client);
        var last = -1;
        for (var at = 0; at < history.Count && history.Starts[at] < day; at++)
        {
            last = at;
            if (history.Ends[at] >= day && !held.Contains(history.Products[at]))
            {
                held.Add(history.Products[at]);
            }
        }

        for (var at = 0; at <= last; at++)
        {
            if (history.Ends[at] < day && !held.Contains(history.Products[at]) && !once.Contains(history.Products[at]))
            {
                once.Add(history.Products[at]);
            }
        }

        return last;
    }

    private void Collect(int client, FactSpace space, List<ushort> held, List<ushort> once, int without, List<int> facts, int day = Holdings.Lives, int last = -1)
    {
        facts.Clear();
        foreach (var product in held)
        {
            if (product != without)
            {
                facts.Add(space.Holds(product));
            }
        }

        foreach (var product in once)
        {
            facts.Add(space.Held(product));
        }

        _holdings.Answers.Refused(client, day, _refused);
        foreach (var product in _refused)
        {
            facts.Add(space.Refused(product));
        }

        facts.Add(space.Number(without == Holdings.Lives ? held.Count : held.Count - 1));
        if (space.Dated)
        {
            facts.Add(space.Month(DateOnly.FromDayNumber(day).Month));
            if (last >= 0)
            {
                facts.Add(space.Last(_holdings.Of(client).Products[last]));
                facts.Add(space.Since(day - _holdings.Of(client).Starts[last]));
            }
        }

        for (var trait = 0; trait < _traits.Length; trait++)
        {
            if (_holdings.Traits[_traits[trait]].Of[client] is > 0 and var level)
            {
                facts.Add(space.Level(trait, level));
            }
        }
    }
}
