using System.Globalization;

namespace CrossSell.Documents.Word;

/// <summary>
/// Lists inside loops. A numbered list that stands wholly inside a loop begins again at 1 each time the loop goes round; a single numbered paragraph that a loop repeats is one list.
/// Word counts by the list's number (numId), so each new beginning gets a number of its own.
/// </summary>
internal sealed class ListRestarts
{
    private static readonly string[] BeforeNumbering = ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"];
    private readonly Dictionary<int, int> definitions;
    private readonly Dictionary<string, int> byStyle;

    public ListRestarts(Element? numbering, Element? styles)
    {
        definitions = (numbering?.Elements ?? []).Where(e => e.Is("num"))
            .Select(n => (Id: Number(n.Attribute("numId")), Definition: Number(n.Child("abstractNumId")?.Attribute("val"))))
            .Where(n => n is { Id: not null, Definition: not null }).DistinctBy(n => n.Id).ToDictionary(n => n.Id!.Value, n => n.Definition!.Value);
        byStyle = (styles?.Elements ?? []).Where(e => e.Is("style") && e.Attribute("styleId") is not null)
            .Select(s => (Style: s.Attribute("styleId")!, List: Number(s.Child("pPr")?.Child("numPr")?.Child("numId")?.Attribute("val"))))
            .Where(s => s.List is not null).DistinctBy(s => s.Style).ToDictionary(s => s.Style, s => s.List!.Value);
    }

    public bool Any { get; private set; }

    public int LastList => definitions.Keys.DefaultIfEmpty(0).Max();

    public void Place(Element root)
    {
        var paragraphs = root.Descendants().OfType<Element>().Where(e => e.Is("p")).Select(p => (Paragraph: p, List: ListOf(p))).Where(p => p.List is { } list && definitions.ContainsKey(list)).ToList();
        foreach (var list in paragraphs.GroupBy(p => p.List!.Value, p => p.Paragraph))
        {
            if (LoopOf([.. list]) is { } loop)
            {
                var restart = new RestartList(list.Key, definitions[list.Key]);
                loop.Insert(0, new Step(restart));
                list.ToList().ForEach(p => Refer(p, list.Key));
                Any = true;
            }
        }
    }

    private int? ListOf(Element paragraph)
    {
        var properties = paragraph.Child("pPr");
        return properties?.Child("numPr")?.Child("numId") is { } own ? Number(own.Attribute("val"))
            : properties?.Child("pStyle")?.Attribute("val") is { } style && byStyle.TryGetValue(style, out var list) ? list : null;
    }

    /// <summary>The loop whose every round begins the list anew.</summary>
    private static Branch? LoopOf(List<Element> list)
    {
        var loops = list.Select(LoopsAround).Aggregate((common, other) => [.. common.Intersect(other)]);
        return list.Count == 1 && LoopsAround(list[0]).Count == loops.Count ? loops.ElementAtOrDefault(1) : loops.FirstOrDefault();
    }

    /// <summary>The bodies of the loops a paragraph stands in, the innermost first.</summary>
    private static List<Branch> LoopsAround(Element paragraph) =>
        [.. paragraph.Ancestors().OfType<Branch>().Where(b => b.Parent is BlockNode { Block.Kind: BlockKind.For } block && block.Children[0] == b)];

    private static void Refer(Element paragraph, int list)
    {
        var properties = paragraph.Child("pPr")!;
        var numbering = properties.Child("numPr");
        if (numbering is null)
        {
            numbering = new Element(properties.Prefix + "numPr", "numPr", properties.Uri);
            properties.Insert(properties.Children.TakeWhile(c => c is Element before && BeforeNumbering.Contains(before.Local)).Count(), numbering);
        }
        var id = numbering.Child("numId");
        if (id is null)
        {
            id = new Element(properties.Prefix + "numId", "numId", properties.Uri);
            id.Set(properties.Prefix + "val", "val", properties.Uri, list.ToString(CultureInfo.InvariantCulture));
            numbering.Add(id);
        }
        var value = id.Attributes.Find(a => a.Local == "val")!;
        var content = new Branch();
        content.Add(new Step(new ListNumber(list)));
        id.Replace(value, value with { Content = content, Form = TextForm.OneLine });
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Begins a list anew; the first time it keeps its own number.</summary>
internal sealed class RestartList(int list, int definition) : Instruction
{
    public override void Run(Filling fill)
    {
        if (!fill.Ids.IsFirst(this))
        {
            fill.Ids.Restart(list, definition);
        }
    }
}

internal sealed class ListNumber(int list) : Instruction
{
    public override void Run(Filling fill) => fill.Output.Write(fill.Ids.CurrentList(list).ToString(CultureInfo.InvariantCulture));
}

/// <summary>The lists that were begun anew, each level at its first number.</summary>
internal sealed class RestartedLists(string prefix) : Instruction
{
    private const int Levels = 9;

    public override void Run(Filling fill)
    {
        foreach (var (id, definition) in fill.Ids.RestartedLists)
        {
            fill.Output.Write($"<{prefix}num {prefix}numId=\"{id}\"><{prefix}abstractNumId {prefix}val=\"{definition}\"/>");
            for (var level = 0; level < Levels; level++)
            {
                fill.Output.Write($"<{prefix}lvlOverride {prefix}ilvl=\"{level}\"><{prefix}startOverride {prefix}val=\"1\"/></{prefix}lvlOverride>");
            }
            fill.Output.Write($"</{prefix}num>");
        }
    }
}
