using System.Globalization;
using System.Text;

namespace CrossSell.Documents.Word;

/// <summary>Turns a tree with its tags and blocks into instructions: runs of finished bytes, and what has to be read from the data.</summary>
internal sealed class ProgramWriter(TextForm? form)
{
    private readonly List<StaticText> texts = [];
    private List<Instruction> instructions = [];
    private Scope scope = new(null);
    private StringBuilder text = new();
    private bool inLoop;

    public static PackedProgram Document(Element root, TextForm? form = null)
    {
        var writer = new ProgramWriter(form);
        writer.text.Append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n");
        writer.WriteNode(root);
        var instructions = writer.Finish();
        RepetitionFinder.Find(writer.texts);
        return new PackedProgram(instructions, PackCode.For(writer.texts), writer.texts.Count);
    }

    /// <summary>An element without tags as it is written.</summary>
    public static string Markup(Element element)
    {
        var writer = new ProgramWriter(null);
        writer.WriteNode(element);
        return writer.text.ToString();
    }

    public static Instruction[] Text(Container content, TextForm form)
    {
        var writer = new ProgramWriter(form);
        writer.WriteAll(content);
        return writer.Finish();
    }

    private Instruction[] Finish()
    {
        Flush();
        return [.. instructions];
    }

    private void Flush()
    {
        if (text.Length > 0)
        {
            var part = new StaticText(Encoding.UTF8.GetBytes(text.ToString()), scope, texts.Count);
            texts.Add(part);
            instructions.Add(new Chunk(part));
            text.Clear();
        }
    }

    private void Emit(Instruction instruction)
    {
        Flush();
        instructions.Add(instruction);
    }

    private Instruction[] Inner(Action write)
    {
        Flush();
        var (outer, outerText, around) = (instructions, text, scope);
        (instructions, text, scope) = ([], new StringBuilder(), new Scope(scope));
        write();
        var inner = Finish();
        (instructions, text, scope) = (outer, outerText, around);
        return inner;
    }

    private void WriteAll(Container container)
    {
        foreach (var child in container.Children)
        {
            WriteNode(child);
        }
    }

    private void WriteNode(Node node)
    {
        switch (node)
        {
            case TextNode plain:
                text.Append(form == TextForm.Plain || form == TextForm.Html ? plain.Text : Escape(plain.Text));
                break;
            case Tag { Value: { } value } tag:
                Emit(new Print(value, form ?? FormAt(tag.ParentElement!, value.Shape.Type)));
                break;
            case Step step:
                Emit(step.Instruction);
                break;
            case BlockNode block:
                WriteBlock(block);
                break;
            case Element element:
                WriteElement(element);
                break;
        }
    }

    private void WriteBlock(BlockNode node)
    {
        var block = node.Block;
        var branches = node.Children.Cast<Branch>().ToList();
        if (block.Kind == BlockKind.Comment)
        {
            return;
        }
        if (block.Kind != BlockKind.For)
        {
            Emit(new Choose([.. block.Parts.Zip(branches, (part, branch) => (part.Condition, Inner(() => WriteAll(branch))))]));
            return;
        }
        var outer = inLoop;
        inLoop = true;
        var body = Inner(() => WriteAll(branches[0]));
        inLoop = outer;
        Emit(new Repeat(block.List!, block.Depth, body, block.HasElse ? Inner(() => WriteAll(branches[1])) : []));
    }

    private void WriteElement(Element element)
    {
        if (inLoop && IsAnchor(element))
        {
            return;
        }
        if (inLoop && element.Is("bookmarkStart") && int.TryParse(element.Attribute("id"), out var id))
        {
            WriteBookmarkStart(element, id);
            return;
        }
        if (inLoop && element.Is("bookmarkEnd") && int.TryParse(element.Attribute("id"), out var end))
        {
            Emit(new CloseBookmark(end, (output, number) => output.Write($"<{element.Name} {element.Prefix}id=\"{number}\"/>")));
            return;
        }
        if (element.Is("tbl") && element.Children.Exists(c => c is BlockNode || (c is Element sdt && sdt.Is("sdt"))))
        {
            WriteTable(element);
            return;
        }
        WriteStart(element);
        if (element.Children.Count == 0 && !element.Is("p"))
        {
            text.Append("/>");
            return;
        }
        text.Append('>');
        WriteAll(element);
        WriteMissingParagraph(element);
        text.Append("</").Append(element.Name).Append('>');
    }

    /// <summary>A comment is about one place, so what a loop repeats carries none.</summary>
    private static bool IsAnchor(Element element) => element.IsWord && element.Local is "commentRangeStart" or "commentRangeEnd" or "commentReference";

    private void WriteBookmarkStart(Element element, int id)
    {
        var name = element.Attribute("name") ?? "";
        Emit(new OpenBookmark(id, name, (output, number, called) => output.Write(
            $"<{element.Name} {element.Prefix}id=\"{number}\" {element.Prefix}name=\"{EscapeAttribute(called)}\"/>")));
    }

    private void WriteTable(Element table)
    {
        var first = table.Children.FindIndex(c => c is BlockNode or Element { Local: "tr" or "sdt" });
        var start = Inner(() =>
        {
            WriteStart(table);
            text.Append('>');
            table.Children[..first].ForEach(WriteNode);
        });
        var rows = Inner(() => table.Children[first..].Where(c => c is not TextNode).ToList().ForEach(WriteNode));
        var end = Inner(() => text.Append("</").Append(table.Name).Append('>'));
        Emit(new TableWithRows(start, rows, end));
    }

    private void WriteMissingParagraph(Element element)
    {
        var needsOne = element.IsWord && element.Local is "tc" or "hdr" or "ftr" or "txbxContent" or "footnote" or "endnote" or "comment";
        if (!needsOne || !element.Children.Exists(c => c is BlockNode) || element.Elements.LastOrDefault() is { } last && last.Is("p") && element.Children[^1] == last)
        {
            return;
        }
        var prefix = element.Prefix;
        Emit(new ParagraphAtEnd(Encoding.UTF8.GetBytes($"</{prefix}p>"), Encoding.UTF8.GetBytes($"<{prefix}p></{prefix}p>")));
    }

    private void WriteStart(Element element)
    {
        text.Append('<').Append(element.Name);
        foreach (var attribute in element.Attributes.Where(a => !IsDroppedInLoops(element, a)))
        {
            text.Append(' ').Append(attribute.Name).Append("=\"");
            if (attribute.Content is { } content)
            {
                WriteAttribute(content, attribute.Form!);
            }
            else if (inLoop && IsUnique(element, attribute))
            {
                var prefix = element.Uri == Names.Vml ? "_shape_" : "";
                Emit(new FreshId(EscapeAttribute(attribute.Value), prefix));
            }
            else
            {
                text.Append(EscapeAttribute(attribute.Value));
            }
            text.Append('"');
        }
    }

    private void WriteAttribute(Branch content, TextForm form)
    {
        foreach (var piece in content.Children)
        {
            if (piece is Tag { Value: { } value })
            {
                Emit(new Print(value, form));
            }
            else if (piece is Step step)
            {
                Emit(step.Instruction);
            }
            else if (piece is TextNode plain)
            {
                text.Append(EscapeAttribute(plain.Text));
            }
        }
    }

    private static TextForm FormAt(Element holder, FieldType type) =>
        holder.Is("instrText") ? TextForm.FieldCode : type == FieldType.Rich ? new RichForm(holder) : TextForm.WordRun(holder.Prefix, holder.Uri);

    private bool IsDroppedInLoops(Element element, XmlAttributeText attribute) =>
        inLoop && attribute is { Uri: Names.Word2010, Local: "paraId" or "textId" } && element.IsWord;

    private static bool IsUnique(Element element, XmlAttributeText attribute) =>
        (element.Local == "docPr" && attribute.Name == "id")
        || (element.Uri == Names.Vml && element.Local != "shapetype" && attribute.Name == "id")
        || (element.Is("id") && element.ParentElement is { } parent && parent.Is("sdtPr") && attribute.Local == "val");

    private static string Escape(string plain) =>
        plain.AsSpan().IndexOfAny("&<>\r") < 0 ? plain : plain.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\r", "&#13;");

    private static string EscapeAttribute(string plain) =>
        plain.AsSpan().IndexOfAny("&<\"\t\r\n") < 0 ? plain
            : plain.Replace("&", "&amp;").Replace("<", "&lt;").Replace("\"", "&quot;").Replace("\t", "&#9;").Replace("\r", "&#13;").Replace("\n", "&#10;");
}
