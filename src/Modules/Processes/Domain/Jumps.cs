using CrossSell.Kernel.Time;
using CrossSell.Sdk;

namespace CrossSell.Processes.Domain;

/// <summary>What is known of an instance that somebody wants to put elsewhere.</summary>
/// <param name="Been">The states it has been in.</param>
/// <param name="Documents">The states its documents are in.</param>
/// <param name="OfferOpen">Whether its offer can still be answered.</param>
internal sealed record JumpFacts(IReadOnlySet<string> Been, IReadOnlySet<string> Documents, IReadOnlyDictionary<string, string>? Values, bool OfferOpen, DateOnly Today);

/// <summary>Why a jump is refused.</summary>
/// <param name="Code"><c>jumpSold</c>: the contract it added at <paramref name="At"/> stands. <c>jumpStranded</c>: nothing that leads on from <paramref name="At"/> can come any more.</param>
internal sealed record JumpFault(string Code, StateDefinition At);

/// <summary>Where a manager may put an instance: not behind a contract that has joined the portfolio, and not where nobody and nothing can move it again (ADR 0103).</summary>
internal static class Jumps
{
    private const int MostAtOnce = 50;
    private static readonly string[] Outcomes = ["accepted", "rejected", "lapsed", "withdrawn"];

    /// <summary>What a document was before it came to be so.</summary>
    private static readonly string[] Making = ["requested", "failed"];
    private static readonly string[] Order = ["generated", "sent", "signed"];

    public static JumpFault? Fault(ProcessDefinition definition, StateDefinition into, JumpFacts facts, WorkingDays days)
    {
        var sold = definition.States.Where(s => facts.Been.Contains(s.Key) && Does(s, ProcessAction.AddContract)).ToList();
        if (sold.Count > 0 && !sold.Any(s => After(definition, s.Key).Contains(into.Key)))
        {
            return new JumpFault("jumpSold", sold[0]);
        }

        var path = Path(definition, into, facts.Values);
        return path[^1].Category != StateCategory.Open || IsMoved(definition, path, facts, days) ? null : new JumpFault("jumpStranded", path[^1]);
    }

    /// <summary>The states it passes at once when it enters one; the last is where it comes to rest.</summary>
    public static IReadOnlyList<StateDefinition> Path(ProcessDefinition definition, StateDefinition into, IReadOnlyDictionary<string, string>? values)
    {
        var path = new List<StateDefinition> { into };
        while (path.Count <= MostAtOnce && definition.Way(path[^1].Key, ProcessMachine.Entered, values) is { } way)
        {
            path.Add(definition.State(way.To));
        }

        return path;
    }

    public static bool Does(StateDefinition state, ProcessAction action) => state.Enter.Any(a => a.Do == action);

    /// <summary>Whether a way that leads on can be taken by somebody, the clock or an event that may still come. Giving up counts only where nothing else is meant to follow.</summary>
    private static bool IsMoved(ProcessDefinition definition, IReadOnlyList<StateDefinition> path, JumpFacts facts, WorkingDays days)
    {
        var rest = path[^1];
        var ways = definition.Transitions.Where(t => t.From == rest.Key && t.Limit.Keeps(facts.Values)).ToList();
        var on = ways.Where(t => definition.State(t.To).Category != StateCategory.Lost).ToList();
        var asks = path.Any(s => Does(s, ProcessAction.Document));
        bool DocumentComes(string status) => asks || Making.Concat(Order.TakeWhile(step => step != status)).Any(facts.Documents.Contains);
        bool IsThere(string requirement) => requirement.Split(':') is not ["document", var status] || DocumentComes(status) || Order.SkipWhile(step => step != status).Any(facts.Documents.Contains);
        bool ClockComes(string trigger) => rest.Deadline?.Then == trigger || StateClock.Timers(rest, facts.Today, facts.Values, days).Any(timer => timer.Then == trigger);
        bool Comes(TransitionDefinition way) => way.By is not null || ClockComes(way.On) || way.On.Split(':') switch
        {
            ["document", var status] => DocumentComes(status),
            ["tasks", "done"] => Does(rest, ProcessAction.Task),
            [var word] => Outcomes.Contains(word) && facts.OfferOpen,
            _ => false,
        };
        return (on.Count > 0 ? on : ways).Any(way => Comes(way) && way.Requires.All(IsThere));
    }

    /// <summary>A state and all that its ways lead to.</summary>
    private static HashSet<string> After(ProcessDefinition definition, string state)
    {
        var after = new HashSet<string> { state };
        var left = new Queue<string>([state]);
        while (left.TryDequeue(out var from))
        {
            foreach (var to in definition.Transitions.Where(t => t.From == from).Select(t => t.To).Where(after.Add))
            {
                left.Enqueue(to);
            }
        }

        return after;
    }
}
