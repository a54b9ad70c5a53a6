using System.Globalization;
using System.Net;
using System.Text;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;

namespace CrossSell.Host.Diagrams;

/// <summary>What is marked on a diagram: where an instance stands and the ways it has taken.</summary>
internal sealed record Trace(string? Here, IReadOnlySet<(string From, string To)> Taken)
{
    public static Trace None { get; } = new(null, new HashSet<(string, string)>());

    public static Trace Of(ProcessView process) => new(process.State, process.History.Where(s => s.From is not null).Select(s => (s.From!, s.To)).ToHashSet());

    public bool Passed(string state) => Taken.Any(way => way.From == state || way.To == state);
}

/// <summary>
/// A definition as SVG: states from the start down, the ways between them with their words. Colours are attributes, so that it looks the same in a page and as a file;
/// nothing is said by colour alone.
/// </summary>
internal static class ProcessDiagram
{
    private const double StateWidth = 156;
    private const double StateHeight = 48;
    private const double LineHeight = 14;
    private const double LetterWidth = 6.1;
    private const int LongestLine = 21;
    private const int LongestBesideClock = 17;
    private const int LongestWords = 15;
    private const int MostLines = 3;
    private const int MostWords = 4;

    public static string Draw(ProcessDefinition definition, Trace trace, string language, string title, string description)
    {
        var states = definition.States.Where(s => s.Key.Length > 0).DistinctBy(s => s.Key).ToList();
        var known = states.Select(s => s.Key).ToHashSet();
        if (states.Count == 0)
        {
            return string.Empty;
        }

        var ways = definition.Transitions.Where(t => known.Contains(t.From) && known.Contains(t.To)).GroupBy(t => (t.From, t.To))
            .Select(g => (g.Key.From, g.Key.To, (IReadOnlyList<string>)[.. g.Select(t => t.Name.In(language)).Distinct().SelectMany(words => Lines(words, LongestWords)).Take(MostWords)])).ToList();
        var layout = LayeredLayout.Of(definition.Start, [.. states.Select(s => s.Key)], ways, (StateWidth, StateHeight), SizeOf);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" class="process-diagram" role="img" aria-labelledby="diagram-title diagram-text" viewBox="0 0 {layout.Width:0} {layout.Height:0}" width="{layout.Width:0}" height="{layout.Height:0}" font-family="system-ui, sans-serif" font-size="12">""");
        svg.Append(CultureInfo.InvariantCulture, $"""<title id="diagram-title">{Text(title)}</title><desc id="diagram-text">{Text(description)}</desc>""");
        svg.Append("""<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="#667382"/></marker><marker id="tip-taken" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="#0054a6"/></marker></defs>""");
        foreach (var line in layout.Lines)
        {
            Draw(svg, line, trace.Taken.Contains((line.From, line.To)));
        }

        foreach (var line in layout.Lines)
        {
            Words(svg, line.Label, line.Words, trace.Taken.Contains((line.From, line.To)));
        }

        foreach (var state in states)
        {
            Draw(svg, state, layout.States[state.Key], trace, language, ways.Any(w => w.From == state.Key && w.To == state.Key));
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Draw(StringBuilder svg, Line line, bool taken)
    {
        var path = Path(line.Through);
        var marker = $"{(line.GoesBack ? "marker-start" : "marker-end")}=\"url(#{(taken ? "tip-taken" : "tip")})\"";
        svg.Append(CultureInfo.InvariantCulture, $"""<path class="way{(taken ? " is-taken" : string.Empty)}" data-way="{Text(line.From)}-{Text(line.To)}" d="{path}" fill="none" stroke="{(taken ? "#0054a6" : "#98a2b0")}" stroke-width="{(taken ? 2.5 : 1.4)}" {(line.GoesBack ? "stroke-dasharray=\"5 3\" " : string.Empty)}{marker}/>""");
    }

    /// <summary>A smooth line through the points of a way: upright where it leaves and arrives, along its neighbours between.</summary>
    private static string Path(IReadOnlyList<Box> boxes)
    {
        var points = boxes.Select((box, i) => i == 0 ? (X: Leaves(box, boxes[1]), Y: box.Y + (box.Height / 2)) : i == boxes.Count - 1 ? (X: Leaves(box, boxes[i - 1]), Y: box.Y - (box.Height / 2)) : (box.X, box.Y)).ToList();
        var path = new StringBuilder();
        path.Append(CultureInfo.InvariantCulture, $"M{points[0].X:0.#} {points[0].Y:0.#}");
        for (var i = 1; i < points.Count; i++)
        {
            var third = (points[i].Y - points[i - 1].Y) / 3;
            path.Append(CultureInfo.InvariantCulture, $"C{points[i - 1].X + (Slope(points, i - 1) * third):0.#} {points[i - 1].Y + third:0.#} {points[i].X - (Slope(points, i) * third):0.#} {points[i].Y - third:0.#} {points[i].X:0.#} {points[i].Y:0.#}");
        }

        return path.ToString();
    }

    private static double Slope(List<(double X, double Y)> points, int at) =>
        at == 0 || at == points.Count - 1 ? 0 : (points[at + 1].X - points[at - 1].X) / (points[at + 1].Y - points[at - 1].Y);

    /// <summary>Ways leave a state side by side, each on the side where it goes.</summary>
    private static double Leaves(Box state, Box other) => state.X + Math.Clamp((other.X - state.X) / 3, -state.Width / 3, state.Width / 3);

    private static void Words(StringBuilder svg, Box at, IReadOnlyList<string> words, bool taken)
    {
        if (words.Count == 0)
        {
            return;
        }

        svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{at.X - (at.Width / 2):0.#}" y="{at.Y - (at.Height / 2):0.#}" width="{at.Width:0.#}" height="{at.Height:0.#}" rx="4" fill="#ffffff" fill-opacity="0.92"/>""");
        Lines(svg, at, words, taken ? "#0054a6" : "#4a5568", 11, taken ? "600" : "400");
    }

    private static void Draw(StringBuilder svg, StateDefinition state, Box at, Trace trace, string language, bool repeats)
    {
        var here = trace.Here == state.Key;
        var passed = !here && trace.Passed(state.Key);
        var watched = state.Deadline is not null || state.Timers.Count > 0;
        var (edge, fill) = state.Category switch { StateCategory.Won => ("#2b8a3e", "#ebfbee"), StateCategory.Lost => ("#c92a2a", "#fff5f5"), _ => ("#667382", "#ffffff") };
        var classes = $"state is-{state.Category.ToString().ToLowerInvariant()}{(here ? " is-here" : passed ? " is-passed" : string.Empty)}";
        svg.Append(CultureInfo.InvariantCulture, $"""<g class="{classes}" data-state="{Text(state.Key)}">""");
        svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{at.X - (at.Width / 2):0.#}" y="{at.Y - (at.Height / 2):0.#}" width="{at.Width}" height="{at.Height}" rx="{(state.Category == StateCategory.Open ? 8 : 22)}" fill="{(here ? "#0054a6" : passed ? "#e7f1fb" : fill)}" stroke="{(here || passed ? "#0054a6" : edge)}" stroke-width="{(here ? 3 : 1.5)}"/>""");
        var marks = string.Concat(passed ? "✓ " : string.Empty, repeats ? "↻ " : string.Empty);
        Lines(svg, at, [.. Lines(marks + state.Name.In(language), watched ? LongestBesideClock : LongestLine).Take(MostLines)], here ? "#ffffff" : "#1f2937", 12, here ? "700" : "600");
        if (watched)
        {
            Clock(svg, at.X + (at.Width / 2) - 11, at.Y - (at.Height / 2) + 11, here ? "#ffffff" : "#667382");
        }

        svg.Append("</g>");
    }

    /// <summary>Says that the clock watches the state.</summary>
    private static void Clock(StringBuilder svg, double x, double y, string colour) => svg.Append(
        CultureInfo.InvariantCulture, $"""<g class="clock" fill="none" stroke="{colour}" stroke-width="1.3" stroke-linecap="round"><circle cx="{x:0.#}" cy="{y:0.#}" r="5"/><path d="M{x:0.#} {y - 3:0.#}v3h2.4"/></g>""");

    private static void Lines(StringBuilder svg, Box at, IReadOnlyList<string> lines, string colour, int size, string weight)
    {
        var y = at.Y - ((lines.Count - 1) * LineHeight / 2) + (size * 0.35);
        foreach (var line in lines)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{at.X:0.#}" y="{y:0.#}" text-anchor="middle" font-size="{size}" font-weight="{weight}" fill="{colour}">{Text(line)}</text>""");
            y += LineHeight;
        }
    }

    private static (double Width, double Height) SizeOf(IReadOnlyList<string> words) => words.Count == 0 ? (6, 4) : ((words.Max(w => w.Length) * LetterWidth) + 8, (words.Count * LineHeight) + 4);

    /// <summary>Broken between words; a word that is too long stays whole.</summary>
    private static IEnumerable<string> Lines(string text, int longest)
    {
        var line = string.Empty;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + word.Length >= longest)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        if (line.Length > 0)
        {
            yield return line;
        }
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
