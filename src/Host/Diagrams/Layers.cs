namespace CrossSell.Host.Diagrams;

/// <summary>Something that takes room in a layer: a state, the words on a way, or a point where a long way passes.</summary>
internal sealed class Box(string? state, int layer, double width, double height)
{
    public string? State { get; } = state;

    public int Layer { get; } = layer;

    public double Width { get; } = width;

    public double Height { get; } = height;

    /// <summary>The middle.</summary>
    public double X { get; set; }

    public double Y { get; set; }

    public List<Box> Above { get; } = [];

    public List<Box> Below { get; } = [];
}

/// <summary>A way between two states, from top to bottom as it is laid out; against the arrow where the process goes back.</summary>
/// <param name="Label">The box with its words.</param>
internal sealed record Line(string From, string To, bool GoesBack, IReadOnlyList<string> Words, IReadOnlyList<Box> Through, Box Label);

/// <summary>Which layer each state stands in: below every state that leads to it, ways back left aside.</summary>
internal static class Layers
{
    public static (IReadOnlyDictionary<string, int> Layer, IReadOnlySet<(string From, string To)> Back) Of(string start, IReadOnlyList<string> states, IReadOnlyList<(string From, string To)> ways)
    {
        var back = new HashSet<(string, string)>();
        var order = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var within = new HashSet<string>(StringComparer.Ordinal);
        foreach (var root in states.Where(s => s == start).Concat(states))
        {
            Walk(root, ways, back, order, seen, within);
        }

        order.Reverse();
        var layer = states.ToDictionary(s => s, _ => 0);
        foreach (var from in order)
        {
            foreach (var (_, to) in ways.Where(w => w.From == from && w.To != from && !back.Contains(w)))
            {
                layer[to] = Math.Max(layer[to], layer[from] + 1);
            }
        }

        return (layer, back);
    }

    private static void Walk(string state, IReadOnlyList<(string From, string To)> ways, HashSet<(string, string)> back, List<string> order, HashSet<string> seen, HashSet<string> within)
    {
        if (!seen.Add(state))
        {
            return;
        }

        within.Add(state);
        foreach (var way in ways.Where(w => w.From == state && w.To != state))
        {
            if (within.Contains(way.To))
            {
                back.Add(way);
            }
            else
            {
                Walk(way.To, ways, back, order, seen, within);
            }
        }

        within.Remove(state);
        order.Add(state);
    }
}
