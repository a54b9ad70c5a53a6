namespace CrossSell.Documents.Word;

/// <summary>
/// Content controls tagged <c>field:client.name</c> or <c>list:offer.covers</c> say the same as braces, so they become braces: a field's control holds the field, a list's
/// control (plain, or a repeating section) is repeated, and inside it <c>field:offer.covers.name</c> means the name of the item.
/// </summary>
internal static class Controls
{
    private const string FieldMark = "field:", ListMark = "list:";

    public static void Expand(Element root) => Expand(root, []);

    private static void Expand(Container inside, IReadOnlyList<(string List, string Item)> lists)
    {
        foreach (var child in inside.Elements.ToList())
        {
            var mark = child.Is("sdt") ? Mark(child) : "";
            if (mark.StartsWith(FieldMark, StringComparison.Ordinal))
            {
                WriteField(child, Own(mark[FieldMark.Length..].Trim(), lists));
            }
            else if (mark.StartsWith(ListMark, StringComparison.Ordinal))
            {
                Repeat(child, Own(mark[ListMark.Length..].Trim(), lists), mark[ListMark.Length..].Trim(), lists);
            }
            else
            {
                Expand(child, lists);
            }
        }
    }

    private static string Mark(Element control) => control.Child("sdtPr")?.Child("tag")?.Attribute("val") ?? "";

    /// <summary>A field of a list around it, by the name of the item.</summary>
    private static string Own(string name, IReadOnlyList<(string List, string Item)> lists) =>
        lists.Reverse().Where(l => name.StartsWith(l.List + ".", StringComparison.Ordinal)).Select(l => l.Item + name[l.List.Length..]).FirstOrDefault()
        ?? (lists.Count > 0 && name.StartsWith("item.", StringComparison.Ordinal) ? lists[^1].Item + name["item".Length..] : name);

    private static void WriteField(Element control, string name)
    {
        if (control.Child("sdtContent") is not { } content)
        {
            return;
        }
        var paragraph = content.Descendants().OfType<Element>().FirstOrDefault(e => e.Is("p"));
        var line = paragraph ?? (content.Descendants().OfType<Element>().Any(e => e.Is("tc")) || control.Ancestors().OfType<Element>().All(e => !e.Is("p")) ? null : content);
        if (line is null)
        {
            return;
        }
        foreach (var other in content.Descendants().OfType<Element>().Where(e => e.Is("p") && e != paragraph).ToList())
        {
            other.Remove();
        }
        var format = line.Elements.FirstOrDefault(e => e.Is("r"))?.Child("rPr")?.Clone() ?? control.Child("sdtPr")?.Child("rPr")?.Clone();
        format?.Children.RemoveAll(c => c is Element { Local: "rStyle" } style && style.Attribute("val") == "PlaceholderText");
        line.Children.RemoveAll(c => c is not Element { Local: "pPr" });
        line.Add(Run(control.Prefix, control.Uri, $"{{{{ {name} }}}}", format));
    }

    private static void Repeat(Element control, string list, string fullName, IReadOnlyList<(string List, string Item)> lists)
    {
        var items = Content(control).ToList();
        var item = lists.Count == 0 ? "item" : $"item{lists.Count + 1}";
        var holder = new Branch();
        items.ForEach(i => i.Remove());
        items.ForEach(holder.Add);
        Expand(holder, [.. lists, (fullName, item)]);
        Element Tag(string text) => Wrapped(control, holder.Elements.FirstOrDefault(), text);
        control.ReplaceWith([Tag($"{{% for {item} in {list} %}}"), .. holder.Children.ToList(), Tag("{% endfor %}")]);
    }

    /// <summary>What is repeated: of a repeating section the first of its sample items.</summary>
    private static IEnumerable<Element> Content(Element control)
    {
        var content = control.Child("sdtContent");
        var section = control.Child("sdtPr")?.Elements.Any(e => e.Local == "repeatingSection") == true;
        var item = section ? content?.Elements.FirstOrDefault(e => e.Is("sdt"))?.Child("sdtContent") : null;
        return (item ?? content)?.Elements ?? [];
    }

    /// <summary>A tag in a run, a paragraph or a row of its own, whichever stands beside it.</summary>
    private static Element Wrapped(Element control, Element? beside, string text)
    {
        Element Make(string name, params IEnumerable<Node> children)
        {
            var made = new Element(control.Prefix + name, name, control.Uri);
            children.ToList().ForEach(made.Add);
            return made;
        }
        var run = Run(control.Prefix, control.Uri, text, null);
        return beside switch
        {
            { Local: "tr" } => Make("tr", Make("tc", Make("p", run))),
            { Local: "p" or "tbl" } => Make("p", run),
            { Local: "sdt" } when control.ParentElement is { Local: "tbl" } => Make("tr", Make("tc", Make("p", run))),
            { Local: "sdt" } when control.ParentElement is not { Local: "p" } => Make("p", run),
            _ => run,
        };
    }

    private static Element Run(string prefix, string uri, string text, Element? format)
    {
        var run = new Element(prefix + "r", "r", uri);
        var content = new Element(prefix + "t", "t", uri);
        content.Add(new TextNode(text));
        if (format is not null)
        {
            run.Add(format);
        }
        run.Add(content);
        return run;
    }
}
