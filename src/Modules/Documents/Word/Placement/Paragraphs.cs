using System.Text;

namespace CrossSell.Documents.Word;

/// <summary>What stands in one paragraph: whether it holds anything but block tags and blanks, and its tags.</summary>
internal sealed record ParagraphFacts(bool HasContent, bool HasBlockTags)
{
    public bool IsOnlyTags => HasBlockTags && !HasContent;
}

/// <summary>
/// Joins the text of a paragraph, which Word scatters over runs as it likes, finds the tags in it and puts a <see cref="Tag"/>
/// where each began. What is left of the runs keeps its own format; a tag takes the format of the run it began in.
/// </summary>
internal sealed class Paragraphs(FaultList faults)
{
    private const char Opaque = '\uFFFC';
    private readonly Dictionary<Element, ParagraphFacts> facts = [];

    public IReadOnlyDictionary<Element, ParagraphFacts> Facts => facts;

    /// <summary>What one reads in a paragraph, tags as they are typed.</summary>
    public static string TextOf(Element paragraph)
    {
        var text = new JoinedText();
        text.Collect(paragraph);
        return text.Text;
    }

    public void Read(Element root)
    {
        var number = 0;
        var places = new Places(root);
        foreach (var paragraph in root.Descendants().OfType<Element>().Where(e => e.Is("p")).ToList())
        {
            number++;
            facts[paragraph] = Read(paragraph, (text, at) => places.Of(paragraph, number, text, at));
        }
    }

    private ParagraphFacts Read(Element paragraph, Func<string, int, Place> placeOf)
    {
        var text = new JoinedText();
        text.Collect(paragraph);
        var found = TagScanner.MayHaveTags(text.Text) ? TagScanner.Scan(text.Text) : [];
        foreach (var wrong in found.Where(f => f.Fault is not null))
        {
            faults.Add(placeOf(text.Text, wrong.Start), text.Text[wrong.Start..Math.Min(text.Text.Length, wrong.Start + 40)], wrong.Fault!);
        }
        var tags = found.Where(f => f.Fault is null).ToList();
        var content = Content(text.Text, tags);
        foreach (var tag in Enumerable.Reverse(tags))
        {
            Put(text, tag, placeOf(text.Text, tag.Start), content);
        }
        text.Rebuild();
        return new ParagraphFacts(content.First >= 0, tags.Any(t => t.Sign != TagSign.Print));
    }

    private void Put(JoinedText text, FoundTag found, Place place, (int First, int Last) content)
    {
        var shown = text.Text[found.Start..found.End];
        if (shown.Contains(Opaque))
        {
            faults.Add(place, shown.Replace(Opaque.ToString(), "…"), new("symbolInTag", "There is a picture, a field or a symbol inside the tag. Type the tag again as plain text."));
            return;
        }
        text.Cut(found.Start, found.End, new Tag(found, shown.Replace('\n', ' ').Replace('\t', ' '), place)
        {
            HasContentBefore = content.First >= 0 && content.First < found.Start,
            HasContentAfter = content.Last >= found.End,
        });
    }

    private static (int First, int Last) Content(string text, List<FoundTag> tags)
    {
        var (first, last) = (-1, -1);
        var hidden = tags.Where(t => t.Sign != TagSign.Print).ToList();
        for (var at = 0; at < text.Length; at++)
        {
            if (hidden.Count > 0 && hidden[0].Start == at)
            {
                at = hidden[0].End - 1;
                hidden.RemoveAt(0);
            }
            else if (!char.IsWhiteSpace(text[at]))
            {
                first = first < 0 ? at : first;
                last = at;
            }
        }
        return (first, last);
    }

    private sealed class JoinedText
    {
        private readonly StringBuilder text = new();
        private readonly List<Piece> pieces = [];
        private List<(int Piece, int Offset)>? origin;
        private string? joined;

        public string Text => joined ??= text.ToString();

        public void Collect(Container inside)
        {
            foreach (var child in inside.Children.OfType<Element>())
            {
                switch (child)
                {
                    case { IsWord: true, Local: "r" }:
                        CollectRun(child);
                        break;
                    case { IsWord: true, Local: "hyperlink" or "smartTag" or "fldSimple" or "customXml" or "ins" or "dir" or "bdo" or "sdt" or "sdtContent" }:
                        Collect(child);
                        break;
                    case { IsWord: true }:
                        break;
                    default:
                        Append(child, Opaque.ToString());
                        break;
                }
            }
        }

        public void Cut(int start, int end, Tag tag)
        {
            origin ??= [.. pieces.SelectMany((piece, i) => VisibleIn(piece.Head).Select(offset => (i, offset)))];
            var (from, to) = (origin[start], origin[end - 1]);
            var (first, last) = (pieces[from.Piece], pieces[to.Piece]);
            var rest = last.Head[(to.Offset + 1)..];
            if (from.Piece != to.Piece)
            {
                last.Head = "";
                last.Keep(rest);
                for (var between = from.Piece + 1; between < to.Piece; between++)
                {
                    pieces[between].Head = "";
                    pieces[between].IsTouched = true;
                }
            }
            else
            {
                first.Keep(rest);
            }
            first.Head = first.Head[..from.Offset];
            first.Keep(tag);
        }

        public void Rebuild()
        {
            foreach (var piece in pieces.Where(p => p.IsTouched))
            {
                piece.Rebuild();
            }
        }

        private void CollectRun(Element run)
        {
            foreach (var child in run.Elements)
            {
                switch (child)
                {
                    case { IsWord: true, Local: "rPr" or "lastRenderedPageBreak" }:
                        break;
                    case { IsWord: true, Local: "t" or "instrText" }:
                        Append(child, TextOf(child));
                        break;
                    case { IsWord: true, Local: "tab" }:
                        Append(child, "\t");
                        break;
                    case { IsWord: true, Local: "cr" }:
                    case { IsWord: true, Local: "br" } when child.Attribute("type") is null or "textWrapping":
                        Append(child, "\n");
                        break;
                    case { IsWord: true, Local: "noBreakHyphen" }:
                        Append(child, "-");
                        break;
                    case { IsWord: true, Local: "softHyphen" }:
                        Append(child, "\u00AD");
                        break;
                    default:
                        Append(child, Opaque.ToString());
                        break;
                }
            }
        }

        private void Append(Element node, string content)
        {
            pieces.Add(new Piece(node, content));
            if (content.AsSpan().IndexOfAny(TagScanner.Invisible) < 0)
            {
                text.Append(content);
                return;
            }
            foreach (var offset in VisibleIn(content))
            {
                text.Append(content[offset]);
            }
        }

        private static IEnumerable<int> VisibleIn(string content) => Enumerable.Range(0, content.Length).Where(i => !TagScanner.Invisible.Contains(content[i]));

        private static string TextOf(Element t)
        {
            var text = string.Concat(t.Children.OfType<TextNode>().Select(n => n.Text));
            var keeps = t.Attributes.Any(a => a.Uri == Names.Xml && a.Local == "space" && a.Value == "preserve");
            return keeps ? text : text.Trim(' ', '\t', '\r', '\n');
        }
    }

    private sealed class Piece(Element node, string text)
    {
        private readonly List<Node> tail = [];

        /// <summary>The text before the first tag that was cut out so far; tags are cut from the last to the first.</summary>
        public string Head { get; set; } = text;

        public bool IsTouched { get; set; }

        public void Keep(string rest)
        {
            IsTouched = true;
            if (rest.Length > 0)
            {
                tail.Insert(0, new TextNode(rest));
            }
        }

        public void Keep(Tag tag)
        {
            IsTouched = true;
            tail.Insert(0, tag);
        }

        public void Rebuild()
        {
            node.Children.Clear();
            if (Head.Length == 0 && tail.Count == 0)
            {
                Tidy.RemoveWithEmptyRun(node);
                return;
            }
            node.Set("xml:space", "space", Names.Xml, "preserve");
            if (Head.Length > 0)
            {
                node.Add(new TextNode(Head));
            }
            tail.ForEach(node.Add);
        }
    }
}
