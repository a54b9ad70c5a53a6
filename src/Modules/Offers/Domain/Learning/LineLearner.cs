namespace CrossSell.Offers.Domain.Learning;

/// <summary>
/// Learns one line: tries what its size allows on clients (or on days) that it was not fitted to, takes what ranks best, and fits that to everything. The same holdings give the same model.
/// </summary>
internal sealed class LineLearner
{
    public const int FewestContracts = 120;
    public const int FewestClients = 60;
    private const int WideFrom = 200;
    private const int VeryWideFrom = 1000;
    private const int PairsFrom = 600;
    private const int FewestPairs = 16;
    private const int MostPairs = 128;
    private const int LessonsForAPair = 40;
    private const int FewLessons = 5_000;
    private const int MostClients = 120_000;
    private const int MostTried = 24_000;
    private const int MostWide = 6_000;
    private const int HalfLife = 730;

    private static readonly float[] Heats = [0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.9f, 1f, 1.1f, 1.25f];

    private static readonly double[] Ridges = [2, 20, 200, 1000];
    private static readonly float[] EaseHeats = [2, 4, 8, 16, 32];

    private readonly string _code;
    private readonly Holdings _holdings;
    private readonly IReadOnlyList<int> _line;
    private readonly IReadOnlyList<int> _traits;
    private readonly IReadOnlyList<RuleHint> _rules;
    private readonly int _today;
    private readonly LessonPlan _plan;
    private readonly LessonPlan _bare;

    public LineLearner(string code, Holdings holdings, IReadOnlyList<int> line, IReadOnlyList<int> traits, IReadOnlyList<RuleHint> rules, DateOnly today)
    {
        (_code, _holdings, _line, _traits, _rules, _today) = (code, holdings, line, traits, rules, today.DayNumber);
        (_plan, _bare) = (new LessonPlan(holdings, line, traits, _today), new LessonPlan(holdings, line, [], _today));
        (Contracts, Clients) = Size();
    }

    /// <summary>Products of the line held now, counted once a client; and by how many clients.</summary>
    public int Contracts { get; }

    public int Clients { get; }

    /// <summary>Too little is held to learn from: rules alone speak.</summary>
    public bool IsCold => Contracts < FewestContracts || Clients < FewestClients;

    public LineModel? Learn() => IsCold ? null : _line.Count > WideFrom ? Wide() : Narrow();

    private (int Contracts, int Clients) Size()
    {
        var (contracts, clients) = (0, 0);
        var (held, once, facts) = (new List<ushort>(), new List<ushort>(), new List<int>());
        var space = _bare.Space(false);
        for (var client = 0; client < _holdings.Clients; client++)
        {
            _bare.Today(client, space, held, once, facts);
            var mine = held.Count(p => _bare.TargetOf[p] >= 0);
            contracts += mine;
            clients += mine > 0 ? 1 : 0;
        }

        return (contracts, clients);
    }

    private LineModel Narrow()
    {
        var dated = _plan.IsDated;
        var tried = Try(dated);
        var best = tried[0];
        var plan = best.Traits ? _plan : _bare;
        var lessons = Lessons(plan, dated, MostClients);
        var table = Fit(best, new LessonGroups(lessons, plan.TargetOf)).Times(Heat(best, Parts(Lessons(plan, dated, MostTried), dated)));
        return Finish(best, plan, lessons.Space, table, tried, lessons.Count, dated ? lessons : null);
    }

    private LineModel Wide()
    {
        var test = Lessons(_bare, false, MostWide);
        var space = test.Space;
        var seen = test.Where(l => IsTried(test.Client(l), 0, 5));
        var popular = Popular(_bare, client => !IsTried(client, 0, 5));
        var tried = new List<Tried> { new("popularity", false, 0, HitRates.Of(seen, _bare.TargetOf, (_, into) => popular.CopyTo(into))) };
        var (best, heat, most) = (tried[0], 0f, tried[0].Rates.Reciprocal);
        foreach (var ridge in _line.Count > VeryWideFrom ? Ridges[1..3] : Ridges)
        {
            var rows = Ease.Fit(_bare, _holdings, space, _line.Count, ridge, _today, client => !IsTried(client, 0, 5));
            var byHeat = EaseHeats.Select(h => (Heat: h, Rates: HitRates.Of(seen, _bare.TargetOf, Scaled(rows, popular, h).Score))).MaxBy(h => h.Rates.Reciprocal);
            tried.Add(new Tried("ease", false, ridge, byHeat.Rates));
            (best, heat, most) = byHeat.Rates.Reciprocal > most ? (tried[^1], byHeat.Heat, byHeat.Rates.Reciprocal) : (best, heat, most);
        }

        var all = Popular(_bare, _ => true);
        var table = best.Kind == "popularity" ? new LogOdds(all, new LogOdds.Row?[space.Count], FactPairs.None)
            : Scaled(Ease.Fit(_bare, _holdings, space, _line.Count, best.Setting, _today, _ => true), all, heat);
        return Finish(best, _bare, space, table, [.. tried.OrderByDescending(t => t.Rates.Reciprocal)], test.Count, null);
    }

    private static LogOdds Scaled(LogOdds.Row?[] rows, float[] popular, float scale) =>
        new(popular, [.. rows.Select(r => r is null ? null : r with { Adds = [.. r.Adds.Select(a => a * scale)] })], FactPairs.None);

    private float[] Popular(LessonPlan plan, Func<int, bool> among)
    {
        var holders = new float[_line.Count];
        for (var client = 0; client < _holdings.Clients; client++)
        {
            if (!among(client))
            {
                continue;
            }

            var history = _holdings.Of(client);
            for (var at = 0; at < history.Count; at++)
            {
                if (history.Ends[at] >= _today && plan.TargetOf[history.Products[at]] is >= 0 and var t)
                {
                    holders[t]++;
                }
            }
        }

        return [.. holders.Select(h => MathF.Log(h + 0.5f))];
    }

    private LineModel Finish(Tried best, LessonPlan plan, FactSpace space, LogOdds table, List<Tried> tried, int lessons, Lessons? dated)
    {
        DateOnly? Day(Func<IEnumerable<int>, int> pick) => dated is null || dated.Count == 0 ? null : DateOnly.FromDayNumber(pick(Enumerable.Range(0, dated.Count).Select(dated.Client)));
        return new LineModel(
            _code, best.Kind, _holdings.Products, _line, best.Traits ? [.. _traits.Select(t => new TraitShape(_holdings.Traits[t].Name, _holdings.Traits[t].Levels))] : [],
            space, table, Support.Count(plan, _holdings, table, space), MeasureReach(),
            new Replay(dated is not null, tried, Clients, lessons, Day(d => d.Min()), Day(d => d.Max())));
    }

    private Lessons Lessons(LessonPlan plan, bool dated, int most)
    {
        var every = Math.Max(1, (_holdings.Clients + most - 1) / most);
        return dated ? plan.GainedNext(HalfLife, every) : plan.LeaveOneOut(every);
    }

    private List<Tried> Try(bool dated)
    {
        var tried = new List<Tried>();
        foreach (var traits in _traits.Count == 0 ? [false] : new[] { false, true })
        {
            var lessons = Lessons(traits ? _plan : _bare, dated, MostTried);
            var parts = Parts(lessons, dated);
            var isSmall = lessons.Count < PairsFrom || Clients < PairsFrom;
            var mine = Candidates(isSmall, traits).Select(c => c with { Rates = Measure(c, parts) }).ToList();
            tried.AddRange(mine);
            if (!isSmall)
            {
                var pairs = mine.Where(t => t.Kind == "softmax").MaxBy(t => t.Rates.Reciprocal)! with { Kind = "pairs" };
                tried.Add(pairs with { Rates = Measure(pairs, parts) });
            }
        }

        return [.. tried.OrderByDescending(t => t.Rates.Reciprocal)];
    }

    private static IEnumerable<Tried> Candidates(bool isSmall, bool traits)
    {
        var none = new HitRates(0, 0, 0, 0, 0);
        if (!traits)
        {
            yield return new Tried("popularity", false, 0, none);
        }

        foreach (var share in new[] { 0.25, 0.5, 0.75 })
        {
            yield return new Tried("evidence", traits, share, none);
        }

        foreach (var pull in isSmall ? [traits ? 10.0 : 3] : traits ? new[] { 3.0, 10, 50, 200 } : [3.0, 10])
        {
            yield return new Tried("softmax", traits, pull, none);
        }
    }

    /// <summary>By clients: a fifth each is left out where there are few, one fifth where there are many. By time: the last sixth of the gains.</summary>
    private List<(LessonGroups Learn, Lessons Test)> Parts(Lessons lessons, bool dated)
    {
        if (dated)
        {
            var days = Enumerable.Range(0, lessons.Count).Select(lessons.Client).Order().ToList();
            var cut = days[days.Count - 1 - (days.Count / 6)];
            return [(new LessonGroups(lessons.Where(l => lessons.Client(l) <= cut), _plan.TargetOf), lessons.Where(l => lessons.Client(l) > cut))];
        }

        return [.. Enumerable.Range(0, lessons.Count < FewLessons ? 5 : 1).Select(part => (
            new LessonGroups(lessons.Where(l => !IsTried(lessons.Client(l), part, 5)), _plan.TargetOf), lessons.Where(l => IsTried(lessons.Client(l), part, 5))))];
    }

    private static bool IsTried(int client, int part, int parts) => ((uint)client * 2246822519u >> 8) % (uint)parts == (uint)part;

    private HitRates Measure(Tried candidate, List<(LessonGroups Learn, Lessons Test)> parts)
    {
        var rates = parts.Select(part => (Rates: HitRates.Of(part.Test, _plan.TargetOf, Fit(candidate, part.Learn).Score), part.Test.Weight)).Where(r => r.Weight > 0).ToList();
        var all = rates.Sum(r => r.Weight);
        double Mean(Func<HitRates, double> of) => all == 0 ? 0 : rates.Sum(r => of(r.Rates) * r.Weight) / all;
        return new HitRates(Mean(r => r.At1), Mean(r => r.At3), Mean(r => r.At5), Mean(r => r.Reciprocal), rates.Sum(r => r.Rates.Lessons));
    }

    /// <summary>By how much the log odds have to be stretched so that the chances they say come true where they were not fitted; no ranking changes by it.</summary>
    private float Heat(Tried best, List<(LessonGroups Learn, Lessons Test)> parts)
    {
        var tables = parts.Select(part => (Table: Fit(best, part.Learn), part.Test)).ToList();
        return Heats.MinBy(heat => tables.Sum(t => Surprise.Of(t.Test, _plan.TargetOf, t.Table.Times(heat))));
    }

    private LogOdds Fit(Tried candidate, LessonGroups lessons)
    {
        var says = _rules.Select(r => new RuleSays(lessons.Space.Holds(r.Product), _plan.TargetOf[r.Offer], r.Times)).ToList();
        return candidate.Kind switch
        {
            "popularity" => Table(Evidence.Popularity(lessons), lessons),
            "evidence" => Table(Evidence.Fit(lessons, (float)candidate.Setting, says), lessons),
            "softmax" => Table(Single(lessons, (float)candidate.Setting, says), lessons),
            _ => Paired(lessons, (float)candidate.Setting, Single(lessons, (float)candidate.Setting, says)),
        };
    }

    private static float[] Single(LessonGroups lessons, float pull, IReadOnlyList<RuleSays> says) => new Softmax(lessons, pull).Fit(Evidence.Fit(lessons, 0.5f, says));

    /// <summary>The table of single facts, then with the pairs of facts that it is most wrong about.</summary>
    private static LogOdds Paired(LessonGroups lessons, float pull, float[] single)
    {
        var pairs = new FactPairs(lessons.Space.Count, Together.Find(lessons, single, pull, Math.Clamp((int)(lessons.Weight / LessonsForAPair), FewestPairs, MostPairs)));
        var targets = lessons.Targets;
        var with = lessons.With(pairs);
        float[] start = [.. single[..^targets], .. new float[pairs.All.Count * targets], .. single[^targets..]];
        return LogOdds.Of(new Softmax(with, pull).Fit(start), targets, pairs);
    }

    private static LogOdds Table(float[] flat, LessonGroups lessons) => LogOdds.Of(flat, lessons.Targets, FactPairs.None);

    private Reach MeasureReach()
    {
        var (mine, all) = (new double[Reach.Most + 1], new double[Reach.Most + 1]);
        var (held, once, facts) = (new List<ushort>(), new List<ushort>(), new List<int>());
        var space = _bare.Space(false);
        for (var client = 0; client < _holdings.Clients; client++)
        {
            _bare.Today(client, space, held, once, facts);
            var ofLine = held.Count(p => _bare.TargetOf[p] >= 0);
            foreach (var product in held)
            {
                var isMine = _bare.TargetOf[product] >= 0;
                var rest = Math.Min(ofLine - (isMine ? 1 : 0), Reach.Most);
                all[rest] += 1.0 / held.Count;
                mine[rest] += isMine ? 1.0 / held.Count : 0;
            }
        }

        return new Reach([.. mine.Zip(all, (m, a) => (float)((m + 1) / (a + 1)))]);
    }
}

/// <summary>What a rule says before anybody has bought: who holds the product wants the other. Places in the holdings.</summary>
internal sealed record RuleHint(int Product, int Offer, float Times);
