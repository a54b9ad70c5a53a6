namespace CrossSell.Documents.Word;

/// <summary>
/// Finds out what a block's tags enclose: a piece of a line, whole paragraphs, whole rows. Blocks come inner ones first, so a block
/// met on the way is always one that this block encloses or stands beside.
/// </summary>
internal sealed class BlockPlacer(IReadOnlyDictionary<Element, ParagraphFacts> facts, FaultList faults)
{
    private static readonly HashSet<string> Split = ["t", "r", "hyperlink", "smartTag", "ins", "dir", "bdo"];

    public void Place(IEnumerable<Block> blocks)
    {
        foreach (var block in blocks)
        {
            try
            {
                Place(block);
            }
            catch (TagException wrong)
            {
                faults.Add(block.Open, wrong.Why);
            }
        }
    }

    private void Place(Block block)
    {
        var common = CommonElement(block);
        if (LineAround(common) is { } line)
        {
            PlaceInLine(block, line);
        }
        else if (common.Is("tr") && CellsIn(common, block) is { } cells)
        {
            PlaceAroundCells(block, common, cells.From, cells.To);
        }
        else if (common.Is("tr"))
        {
            PlaceAroundRow(block, common);
        }
        else if (HoldsRows(common))
        {
            Wrap(block, common, tag => RowEdge(common, tag));
        }
        else
        {
            Wrap(block, common, tag => ParagraphEdge(block, common, tag));
        }
    }

    private static bool HoldsRows(Element element) =>
        element.Is("tbl") || (element.Local is "sdt" or "sdtContent" && element.ParentElement is { } parent && HoldsRows(parent));

    private static Element CommonElement(Block block)
    {
        var paths = block.Tags.Select(t => t.Ancestors().OfType<Element>().Reverse().ToList()).ToList();
        var depth = 0;
        while (paths.All(p => p.Count > depth && p[depth] == paths[0][depth]))
        {
            depth++;
        }
        return paths[0][depth - 1];
    }

    private static Element? LineAround(Element common)
    {
        for (var up = common; up is not null; up = up.ParentElement)
        {
            if (up.Is("p"))
            {
                return common.Is("t") ? common.ParentElement!.ParentElement : common.Is("r") ? common.ParentElement : common;
            }
            if (up.IsWord && up.Local is "tc" or "tr" or "tbl" or "body" or "txbxContent" or "hdr" or "ftr" or "footnote" or "endnote")
            {
                return null;
            }
        }
        return null;
    }

    private static void PlaceInLine(Block block, Element line)
    {
        foreach (var tag in block.Tags)
        {
            Hoist(tag, line, block);
        }
        var tags = block.Tags.ToList();
        var cuts = tags.Select(t => line.Children.IndexOf(t)).ToList();
        var ranges = cuts.Zip(cuts.Skip(1), (from, to) => line.Children[(from + 1)..to]).ToList();
        Enclose(block, line, cuts[0], ranges, cuts[^1] + 1);
    }

    /// <summary>Splits the run, and the hyperlink around it, so that the tag stands between two whole ones.</summary>
    private static void Hoist(Tag tag, Element line, Block block)
    {
        while (tag.Parent != line)
        {
            if (tag.Parent is not Element { IsWord: true } parent || !Split.Contains(parent.Local))
            {
                throw new TagException("endsApart", $"“{block.Open.Text}” and “{block.Close.Text}” do not stand in the same place: one of them is inside a content control, a field or a text box and the other is not.");
            }
            SplitAt(parent, tag);
        }
    }

    private static void SplitAt(Element parent, Tag tag)
    {
        var at = parent.Children.IndexOf(tag);
        var second = parent.Hollow();
        if (parent.Child("rPr") is { } format && parent.Is("r"))
        {
            second.Add(format.Clone());
        }
        foreach (var after in parent.Children[(at + 1)..])
        {
            after.Remove();
            second.Add(after);
        }
        tag.Remove();
        var (outer, place) = (parent.Parent!, parent.Parent!.Children.IndexOf(parent));
        outer.Insert(place + 1, tag);
        if (!Tidy.IsHollow(second))
        {
            outer.Insert(place + 2, second);
        }
        if (Tidy.IsHollow(parent))
        {
            parent.Remove();
        }
    }

    /// <summary>The cells a block encloses, if it leaves out some at an end of the row; from the first to the last it means the row.</summary>
    private static (int From, int To)? CellsIn(Element row, Block block)
    {
        var cells = row.Children.Where(c => c is BlockNode or Element { Local: "tc" or "sdt" }).ToList();
        var (from, to) = (cells.IndexOf(SlotIn(row, block.Open)), cells.IndexOf(SlotIn(row, block.Close)));
        var isWhole = from <= 0 && to == cells.Count - 1;
        return isWhole || from < 0 || to < 0 || block.Parts.Count > 1 ? null : (row.Children.IndexOf(cells[from]), row.Children.IndexOf(cells[to]));
    }

    /// <summary>Repeats or hides cells; the columns of the table's grid follow, once for each table and place.</summary>
    private static void PlaceAroundCells(Block block, Element row, int from, int to)
    {
        var before = row.Children[..from].OfType<Element>().Where(e => e.Is("tc")).Sum(SpanOf);
        var cells = row.Children[from..(to + 1)];
        var width = cells.OfType<Element>().Sum(SpanOf);
        Enclose(block, row, from, [cells], to + 1);
        block.Tags.ToList().ForEach(Tidy.Remove);
        var grid = row.Ancestors().OfType<Element>().First(e => e.Is("tbl")).Child("tblGrid");
        if (grid is not null && before + width <= grid.Children.Count && grid.Children.GetRange(before, width).TrueForAll(c => c is Element))
        {
            Enclose(block, grid, before, [grid.Children.GetRange(before, width)], before + width);
        }
    }

    /// <summary>A merged cell counts as the columns it covers.</summary>
    public static int SpanOf(Element cell) => int.TryParse(cell.Child("tcPr")?.Child("gridSpan")?.Attribute("val"), out var span) && span is > 0 and < 64 ? span : 1;

    private static void PlaceAroundRow(Block block, Element row)
    {
        if (block.Parts.Count > 1)
        {
            throw new TagException("insideRow", $"“{block.Open.Text}” and “{block.Close.Text}” enclose a whole table row, so “{block.Parts[1].Tag.Text}” cannot stand inside that row. Give it a row of its own.");
        }
        var slot = SlotIn(row.ParentElement!, row);
        var holder = slot.Parent!;
        var at = holder.Children.IndexOf(slot);
        Enclose(block, holder, at, [[slot]], at + 1);
        block.Tags.ToList().ForEach(Tidy.Remove);
    }

    private static Node SlotIn(Element container, Node inside)
    {
        var slot = inside;
        while (slot.Parent != container)
        {
            slot = slot.Parent!;
        }
        return slot;
    }

    private Edge RowEdge(Element table, Tag tag)
    {
        var row = tag.Ancestors().OfType<Element>().Last(e => e.Is("tr") && e.Ancestors().Contains(table));
        var paragraphs = row.Descendants().OfType<Element>().Where(e => e.Is("p")).Select(p => facts[p]).ToList();
        return paragraphs.TrueForAll(p => !p.HasContent) ? Edge.Own : RowSide(row, tag);
    }

    private static Edge RowSide(Element row, Tag tag)
    {
        var cell = tag.Ancestors().OfType<Element>().Last(e => e.Is("tc") && e.Ancestors().Contains(row));
        var isFirst = row.Elements.First(e => e.Is("tc") || e.Is("sdt")) is var first && (first == cell || cell.Ancestors().Contains(first));
        return isFirst && !tag.HasContentBefore ? Edge.InsideAfter : Edge.InsideBefore;
    }

    private Edge ParagraphEdge(Block block, Element container, Tag tag)
    {
        var paragraph = tag.Ancestors().OfType<Element>().First(e => e.Is("p"));
        if (paragraph.ParentElement != container || container.IsWord && container.Local is "footnotes" or "endnotes")
        {
            throw new TagException("endsApartOver", $"“{block.Open.Text}” (paragraph {block.Open.Paragraph}) and “{block.Close.Text}” (paragraph {block.Close.Paragraph}) do not stand in the same place: one of them is inside a table, a content control, a note or a text box and the other is not.");
        }
        if (facts[paragraph].IsOnlyTags)
        {
            return Edge.Own;
        }
        if (tag.HasContentBefore && tag.HasContentAfter)
        {
            throw new TagException("midParagraph", $"“{tag.Text}” (paragraph {tag.Paragraph}) stands in the middle of a paragraph, but its block goes over several. Give it a paragraph of its own.");
        }
        return tag.HasContentBefore ? Edge.InsideBefore : Edge.InsideAfter;
    }

    /// <summary>Encloses whole paragraphs or rows, from the edge of the opening tag to the edge of the closing one.</summary>
    private static void Wrap(Block block, Element container, Func<Tag, Edge> edgeOf)
    {
        var tags = block.Tags.ToList();
        var isRows = HoldsRows(container);
        var cuts = tags.Select(t => (At: container.Children.IndexOf(SlotIn(container, t)), Edge: edgeOf(t))).ToList();
        if (isRows && cuts[1..^1].FindIndex(c => c.Edge == Edge.InsideBefore) is >= 0 and var late)
        {
            throw new TagException("startOfRow", $"“{tags[late + 1].Text}” (paragraph {tags[late + 1].Paragraph}) must stand at the beginning of its table row, or in a row of its own.");
        }
        var starts = cuts[..^1].Select((cut, i) => cut.Edge switch
        {
            Edge.Own => cut.At + 1,
            Edge.InsideBefore when !(isRows && i == 0) => cut.At + 1,
            _ => cut.At,
        }).ToList();
        var ends = cuts[1..].Select((cut, i) => cut.Edge switch
        {
            Edge.Own => i == cuts.Count - 2 ? cut.At : cut.At + 1,
            Edge.InsideBefore => cut.At + 1,
            _ => isRows && i == cuts.Count - 2 ? cut.At + 1 : cut.At,
        }).ToList();
        if (starts.Zip(ends).Any(range => range.First > range.Second))
        {
            throw new TagException("unclearBlock", $"It is not clear what “{block.Open.Text}” and “{block.Close.Text}” enclose. Give each a paragraph of its own.");
        }
        var ranges = starts.Zip(ends, (from, to) => container.Children[from..to]).ToList();
        Enclose(block, container, starts[0], ranges, ends[^1]);
        tags.ForEach(Tidy.Remove);
    }

    private static void Enclose(Block block, Container holder, int from, List<List<Node>> ranges, int to)
    {
        var node = new BlockNode(block);
        holder.Children.RemoveRange(from, to - from);
        foreach (var range in ranges)
        {
            var branch = new Branch();
            range.ForEach(branch.Add);
            node.Add(branch);
        }
        holder.Insert(from, node);
    }

    /// <summary>How a tag cuts a row of paragraphs: in one of its own, at the end of one, or at the start of one.</summary>
    private enum Edge { Own, InsideBefore, InsideAfter }
}
