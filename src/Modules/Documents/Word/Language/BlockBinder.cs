namespace CrossSell.Documents.Word;

/// <summary>Walks the tags in reading order: gives every tag its meaning and pairs what opens with what closes.</summary>
internal sealed class BlockBinder(FieldCatalogue catalogue, FaultList faults)
{
    private const int DeepestBlock = 50;
    private static readonly string[] Keywords = ["for", "endfor", "if", "elsif", "else", "endif", "unless", "endunless", "comment", "endcomment", IncludeTags.Keyword];
    private readonly VisibleNames names = new(catalogue);
    private readonly List<Open> open = [];
    private readonly List<BlockKind> lost = [];
    private readonly List<Block> closed = [];

    public IReadOnlyCollection<string> UsedFields => names.Used;

    private bool InComment => open.Count > 0 && open[^1].Block.Kind == BlockKind.Comment;

    /// <summary>The complete blocks, inner ones before those around them.</summary>
    public IReadOnlyList<Block> Bind(IEnumerable<Tag> tags)
    {
        foreach (var tag in tags)
        {
            try
            {
                Bind(tag);
            }
            catch (TagException wrong)
            {
                faults.Add(tag, wrong.Why);
            }
        }
        foreach (var unclosed in open)
        {
            faults.Add(unclosed.Block.Open, new("neverClosed", $"“{unclosed.Block.Open.Text}” is never closed; {{% end{Word(unclosed.Block.Kind)} %}} is missing."));
        }
        return closed;
    }

    private void Bind(Tag tag)
    {
        if (InComment && !(tag.Sign == TagSign.Block && TryKeyword(tag) is "endcomment"))
        {
            return;
        }
        if (tag.Sign == TagSign.Print)
        {
            tag.Value = TagParser.Print(tag.Inner, names);
        }
        else if (tag.Sign == TagSign.Block)
        {
            BindBlock(tag, TagParser.Keyword(tag.Inner));
        }
    }

    private static string? TryKeyword(Tag tag)
    {
        try
        {
            return TagParser.Keyword(tag.Inner);
        }
        catch (TagException)
        {
            return null; // Inside a comment anything may stand.
        }
    }

    private void BindBlock(Tag tag, string keyword)
    {
        switch (keyword)
        {
            case "for":
                BindFor(tag);
                break;
            case "if" or "unless":
                BindCondition(tag, keyword == "if" ? BlockKind.If : BlockKind.Unless);
                break;
            case "comment":
                Start(new Block(BlockKind.Comment, tag), null);
                break;
            case IncludeTags.Keyword:
                tag.Includes = names.Depth == 0 ? IncludeTags.KeyOf(tag.Inner) : throw new TagException("includeInLoop", "Another template cannot be included in a loop, where it would come again and again.");
                break;
            case "elsif" or "else":
                BindElse(tag, keyword);
                break;
            case "endfor" or "endif" or "endunless" or "endcomment":
                CloseBlock(tag, Enum.Parse<BlockKind>(keyword["end".Length..], ignoreCase: true));
                new TagParser(tag.Inner, names).Alone();
                break;
            default:
                throw UnknownKeyword(tag, keyword);
        }
    }

    private static TagException UnknownKeyword(Tag tag, string keyword)
    {
        if (keyword.Length == 0)
        {
            return Tokens.Of(tag.Inner)[0].Text == "-"
                ? new TagException("dash", "Write the tag without the dash after the percent sign; blanks and lines are taken care of.")
                : new TagException("noKeyword", $"A block tag begins with one of these words: {string.Join(", ", Keywords)}.");
        }
        var near = keyword is "elseif" or "elif" ? "elsif" : NearestName.Of(keyword, Keywords);
        return near is null
            ? new TagException("unknownBlock", $"There is no block tag “{keyword}”. There are: {string.Join(", ", Keywords)}.")
            : new TagException("unknownBlockNear", $"There is no block tag “{keyword}”. Did you mean “{near}”?");
    }

    private void BindFor(Tag tag)
    {
        if (names.Depth >= Filling.DeepestLoop)
        {
            throw new TagException("loopsTooDeep", $"Loops are nested more than {Filling.DeepestLoop} deep.");
        }
        try
        {
            var (name, list) = new TagParser(tag.Inner, names).For();
            Start(new Block(BlockKind.For, tag) { List = list, Depth = names.Depth }, null);
            names.Enter(name, list.Shape.Item ?? FieldShape.Of(FieldType.Any), names.FullNameOf(list));
        }
        catch (TagException)
        {
            if (open.Count < DeepestBlock)
            {
                Start(new Block(BlockKind.For, tag) { Depth = names.Depth }, null);
                names.Enter(LikelyName(tag), FieldShape.Of(FieldType.Any), "?");
            }
            throw;
        }
    }

    /// <summary>So that a wrong list gives one fault and not one for every use of its items.</summary>
    private static string LikelyName(Tag tag) => tag.Inner.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1) ?? "?";

    private void BindCondition(Tag tag, BlockKind kind)
    {
        var block = new Block(kind, tag);
        Start(block, null);
        var condition = new TagParser(tag.Inner, names).Condition();
        block.Parts[0] = new BlockPart(tag, kind == BlockKind.Unless ? new Not(condition) : condition);
    }

    private void BindElse(Tag tag, string keyword)
    {
        var block = open.Count > 0 ? open[^1].Block : throw new TagException("outsideBlock", $"“{tag.Text}” stands outside of any block.");
        if (open[^1].HasElse)
        {
            throw new TagException("afterElse", $"“{tag.Text}” comes after the else of “{block.Open.Text}”.");
        }
        if (keyword == "elsif" && block.Kind == BlockKind.For)
        {
            throw new TagException("elsifInLoop", "elsif belongs to if; a loop has only else, for an empty list.");
        }
        if (keyword == "else")
        {
            open[^1].HasElse = true;
            LeaveLoop(open[^1]);
            block.Parts.Add(new BlockPart(tag, null));
            new TagParser(tag.Inner, names).Alone();
            return;
        }
        block.Parts.Add(new BlockPart(tag, new TagParser(tag.Inner, names).Condition()));
    }

    private void Start(Block block, Condition? condition)
    {
        if (open.Count >= DeepestBlock)
        {
            throw new TagException("blocksTooDeep", $"Blocks are nested more than {DeepestBlock} deep.");
        }
        block.Parts.Add(new BlockPart(block.Open, condition));
        open.Add(new Open(block));
    }

    private void CloseBlock(Tag tag, BlockKind kind)
    {
        var match = open.FindLastIndex(o => o.Block.Kind == kind);
        if (match < 0)
        {
            if (!lost.Remove(kind))
            {
                throw new TagException("closesNothing", $"“{tag.Text}” closes nothing: there is no open {{% {Word(kind)} … %}} before it.");
            }
            return;
        }
        while (open.Count - 1 > match)
        {
            ReportCrossing(open[^1].Block, open[match].Block, tag);
            lost.Add(open[^1].Block.Kind);
            Pop();
        }
        var block = open[^1].Block;
        block.Close = tag;
        Pop();
        closed.Add(block);
    }

    private void ReportCrossing(Block inner, Block outer, Tag close) => faults.Add(inner.Open, new(
        "crossing",
        $"“{inner.Open.Text}” (paragraph {inner.Open.Paragraph}) is still open where “{close.Text}” (paragraph {close.Paragraph}) closes “{outer.Open.Text}”. One block must lie wholly inside the other."));

    private void Pop()
    {
        LeaveLoop(open[^1]);
        open.RemoveAt(open.Count - 1);
    }

    private void LeaveLoop(Open block)
    {
        if (block.Block.Kind == BlockKind.For && !block.HasLeft)
        {
            block.HasLeft = true;
            names.Leave();
        }
    }

    private static string Word(BlockKind kind) => kind.ToString().ToLowerInvariant();

    private sealed class Open(Block block)
    {
        public Block Block { get; } = block;

        public bool HasElse { get; set; }

        public bool HasLeft { get; set; }
    }
}
