using System.Globalization;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Segments.Messages;

namespace CrossSell.Host.Pages;

/// <summary>
/// A filter while it is being built by clicking: its parts travel with the form, what stands in the fields is laid over them, then the button that was pressed changes the shape.
/// A part is addressed by its path: <c>part</c>, <c>part.0</c>, <c>part.0.1</c>.
/// </summary>
internal sealed class FilterDraft(FilterPart? part)
{
    private const string Root = "part";

    public FilterPart? Part { get; private set; } = part;

    public string Text => Part is null ? string.Empty : JsonText.Write(Part);

    public static FilterDraft Read(Form form)
    {
        if (form.Optional("parts") is not { } text)
        {
            return new FilterDraft(null);
        }

        try
        {
            return new FilterDraft(Filled(JsonText.Read<FilterPart>(text), Root, form));
        }
        catch (System.Text.Json.JsonException)
        {
            throw new InvalidInputException("filter", "badFilter", "The filter that came back from the page can't be read; open the page again.");
        }
    }

    /// <summary>Adds to a group, or beside a single condition.</summary>
    public void Add(string path, FilterPart fresh) => Part = Part is null ? fresh : Change(Part, Steps(path), p => p.Kind is "all" or "any" ? p with { Parts = [.. p.Parts, fresh] } : new FilterPart("all", [], [p, fresh]));

    public void Remove(string path)
    {
        if (Steps(path) is not [.., var last] steps)
        {
            Part = null;
            return;
        }

        Part = Change(Part!, steps[..^1], group => group.Parts.Where((_, i) => i != last).ToList() switch
        {
            [] => group.Parts[0],
            [var one] => one,
            var rest => group with { Parts = rest },
        });
    }

    /// <summary>Turns "all of" into "one of" and back.</summary>
    public void Turn(string path) => Part = Change(Part!, Steps(path), p => p with { Kind = p.Kind == "all" ? "any" : "all" });

    /// <summary>Turns a part into its opposite and back.</summary>
    public void Negate(string path) => Part = Change(Part!, Steps(path), p => p.Kind == "not" ? p.Parts[0] : new FilterPart("not", [], [p]));

    /// <summary>Puts a part into a group of its own, to be joined with others there.</summary>
    public void Group(string path) => Part = Change(Part!, Steps(path), p => new FilterPart("any", [], [p]));

    private static FilterPart Filled(FilterPart part, string path, Form form) => part with
    {
        Values = [.. part.Values.Select((value, i) => form.Has($"{path}.v{i}") ? form.Text($"{path}.v{i}") : value)],
        Parts = [.. part.Parts.Select((p, i) => Filled(p, $"{path}.{i}", form))],
    };

    private static int[] Steps(string path) => [.. path.Split('.').Skip(1).Select(s => int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : -1)];

    private static FilterPart Change(FilterPart part, ReadOnlySpan<int> steps, Func<FilterPart, FilterPart> change)
    {
        if (steps.Length == 0)
        {
            return change(part);
        }

        var at = steps[0];
        if (at < 0 || at >= part.Parts.Count)
        {
            return part;
        }

        var parts = part.Parts.ToList();
        parts[at] = Change(parts[at], steps[1..], change);
        return part with { Parts = parts };
    }
}

/// <summary>One part in the form that builds a filter.</summary>
internal sealed record FilterPartShown(FilterPart Part, string Path, int Depth, bool InNot, SegmentModel Page)
{
    public string Id => Path.Replace('.', '-');

    public bool IsGroup => Part.Kind is "all" or "any";

    public IEnumerable<FilterPartShown> Inner => Part.Parts.Select((p, i) => new FilterPartShown(p, $"{Path}.{i}", Depth + 1, Part.Kind == "not", Page));

    public IReadOnlyList<string> Places => Page.Kinds.FirstOrDefault(k => k.Kind == Part.Kind)?.Places ?? [];

    public string? FaultOf(int at) => Page.Trouble?.Of($"{Path}.v{at}");
}
