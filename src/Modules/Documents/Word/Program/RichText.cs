namespace CrossSell.Documents.Word;

/// <summary>
/// Formatted text from the data, <c>{ "rich": "…" }</c>: <c>**bold**</c>, <c>*italic*</c>, line breaks, and lines that begin with <c>- </c> as points of a list.
/// Everything else, markup of other kinds too, is plain text; a backslash before a star keeps it a star.
/// </summary>
internal static class RichText
{
    public static string Plain(string rich) => string.Join('\n', Lines(rich).Select(l => (l.IsPoint ? "• " : "") + string.Concat(Pieces(l.Text).Select(p => p.Text))));

    public static IEnumerable<(string Text, bool IsPoint)> Lines(string rich) =>
        rich.ReplaceLineEndings("\n").Split('\n').Select(l => l.StartsWith("- ", StringComparison.Ordinal) ? (l[2..], true) : (l, false));

    public static IEnumerable<(string Text, bool Bold, bool Italic)> Pieces(string line)
    {
        var (bold, italic, from) = (false, false, 0);
        for (var at = 0; at <= line.Length; at++)
        {
            var isEscaped = at + 1 < line.Length && line[at] == '\\' && line[at + 1] == '*';
            if (at < line.Length && line[at] != '*' && !isEscaped)
            {
                continue;
            }
            if (at > from)
            {
                yield return (line[from..at], bold, italic);
            }
            if (at == line.Length)
            {
                yield break;
            }
            var isDouble = !isEscaped && at + 1 < line.Length && line[at + 1] == '*';
            if (!isEscaped)
            {
                (bold, italic) = isDouble ? (!bold, italic) : (bold, !italic);
            }
            from = at + (isDouble ? 2 : 1);
            at = isEscaped ? at + 1 : from - 1;
        }
    }
}

/// <summary>Rich text in a run of a paragraph: its pieces are runs in the format of the tag's own, its points are paragraphs where the run stands directly in one.</summary>
internal sealed class RichForm : TextForm
{
    private static readonly string[] AfterIndent =
        ["contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"];

    private readonly TextForm plain;
    private readonly string prefix, close;
    private readonly string[] runs;
    private readonly string? paragraph, point;

    public RichForm(Element text)
    {
        var run = text.ParentElement!;
        prefix = run.Prefix;
        plain = WordRun(prefix, run.Uri);
        close = $"</{prefix}t></{prefix}r>";
        runs = [Run(run, false, false), Run(run, true, false), Run(run, false, true), Run(run, true, true)];
        if (run.Parent is Element { IsWord: true, Local: "p" } or Branch && run.ParentElement is { Local: "p" } host)
        {
            (paragraph, point) = (Paragraph(run.ParentElement!, false), Paragraph(run.ParentElement!, true));
        }
    }

    public override void Write(Utf8Buffer output, string text)
    {
        var first = true;
        foreach (var (line, isPoint) in RichText.Lines(text))
        {
            if (!first || (isPoint && paragraph is not null))
            {
                Begin(output, isPoint);
            }
            else if (isPoint)
            {
                output.Write("• ");
            }
            first = false;
            foreach (var (piece, bold, italic) in RichText.Pieces(line))
            {
                output.Write(close);
                output.Write(runs[(bold ? 1 : 0) + (italic ? 2 : 0)]);
                plain.Write(output, piece);
            }
            output.Write(close);
            output.Write(runs[0]);
        }
    }

    private void Begin(Utf8Buffer output, bool isPoint)
    {
        if (paragraph is null)
        {
            output.Write($"</{prefix}t><{prefix}br/><{prefix}t xml:space=\"preserve\">{(isPoint ? "• " : "")}");
            return;
        }
        output.Write($"{close}</{prefix}p>{(isPoint ? point : paragraph)}{runs[0]}");
        if (isPoint)
        {
            output.Write($"•</{prefix}t><{prefix}tab/><{prefix}t xml:space=\"preserve\">");
        }
    }

    private static string Run(Element run, bool bold, bool italic)
    {
        var format = run.Child("rPr")?.Clone() ?? new Element(run.Prefix + "rPr", "rPr", run.Uri);
        var at = format.Children.TakeWhile(c => c is Element { Local: "rStyle" or "rFonts" }).Count();
        foreach (var mark in new[] { italic ? "i" : null, bold ? "b" : null }.OfType<string>())
        {
            format.Children.RemoveAll(c => c is Element old && old.Local == mark);
            format.Insert(at, new Element(run.Prefix + mark, mark, run.Uri));
        }
        return $"<{run.Name}>{(format.Children.Count > 0 ? ProgramWriter.Markup(format) : "")}<{run.Prefix}t xml:space=\"preserve\">";
    }

    private static string Paragraph(Element host, bool isPoint)
    {
        var properties = host.Child("pPr")?.Clone() ?? new Element(host.Prefix + "pPr", "pPr", host.Uri);
        properties.Children.RemoveAll(c => c is Element { Local: "sectPr" or "pageBreakBefore" } || (isPoint && c is Element { Local: "numPr" or "ind" }));
        if (isPoint)
        {
            var indent = new Element(host.Prefix + "ind", "ind", host.Uri);
            indent.Set(host.Prefix + "left", "left", host.Uri, "360");
            indent.Set(host.Prefix + "hanging", "hanging", host.Uri, "360");
            properties.Insert(properties.Children.TakeWhile(c => c is Element before && !AfterIndent.Contains(before.Local)).Count(), indent);
        }
        return $"<{host.Name}>{(properties.Children.Count > 0 ? ProgramWriter.Markup(properties) : "")}";
    }
}
