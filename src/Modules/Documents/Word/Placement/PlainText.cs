namespace CrossSell.Documents.Word;

/// <summary>The language over text without paragraphs: a block tag alone on its line takes the line away with it.</summary>
internal static class PlainText
{
    public static Branch Split(string text, FaultList faults, bool dropTagLines, Place? place = null)
    {
        var content = new Branch();
        var at = 0;
        foreach (var found in TagScanner.Scan(text))
        {
            var line = place ?? new Place(1 + text.AsSpan(0, found.Start).Count('\n'));
            if (found.Fault is not null)
            {
                faults.Add(line, text[found.Start..Math.Min(text.Length, found.Start + 40)], found.Fault);
                continue;
            }
            var (start, end) = dropTagLines && found.Sign != TagSign.Print ? WholeLine(text, found) : (found.Start, found.End);
            if (start > at)
            {
                content.Add(new TextNode(text[at..start]));
            }
            content.Add(new Tag(found, text[found.Start..found.End], line));
            at = Math.Max(at, end);
        }
        if (at < text.Length)
        {
            content.Add(new TextNode(text[at..]));
        }
        return content;
    }

    public static void Enclose(Branch content, Block block)
    {
        var holder = block.Open.Parent!;
        var cuts = block.Tags.Select(t => holder.Children.IndexOf(t)).ToList();
        var node = new BlockNode(block);
        foreach (var range in cuts.Zip(cuts.Skip(1), (from, to) => holder.Children[(from + 1)..to]))
        {
            var branch = new Branch();
            range.ForEach(branch.Add);
            node.Add(branch);
        }
        holder.Children.RemoveRange(cuts[0], cuts[^1] + 1 - cuts[0]);
        holder.Insert(cuts[0], node);
    }

    private static (int Start, int End) WholeLine(string text, FoundTag tag)
    {
        var start = text.LastIndexOf('\n', Math.Max(0, tag.Start - 1), Math.Max(0, tag.Start)) + 1;
        var newline = text.IndexOf('\n', tag.End);
        var end = newline < 0 ? text.Length : newline + 1;
        var isAlone = string.IsNullOrWhiteSpace(text[start..tag.Start]) && string.IsNullOrWhiteSpace(text[tag.End..end]);
        return isAlone ? (start, end) : (tag.Start, tag.End);
    }
}
