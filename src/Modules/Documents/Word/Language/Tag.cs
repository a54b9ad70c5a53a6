using CrossSell.Documents.Messages;

namespace CrossSell.Documents.Word;

/// <summary>A tag in the tree, standing where its text stood.</summary>
internal sealed class Tag(FoundTag found, string text, Place place) : Node
{
    public TagSign Sign { get; } = found.Sign;

    public string Inner { get; } = found.Inner;

    /// <summary>As the author sees it, braces included.</summary>
    public string Text { get; } = text;

    public Place Place { get; } = place;

    public int Paragraph => Place.Paragraph;

    /// <summary>Whether anything but block tags and blanks stands before it in its paragraph.</summary>
    public bool HasContentBefore { get; init; }

    public bool HasContentAfter { get; init; }

    public Expression? Value { get; set; }

    /// <summary>The key of the template it includes.</summary>
    public string? Includes { get; set; }
}

internal enum BlockKind { For, If, Unless, Comment }

/// <summary>One way through a block: its opening tag and, where it asks, what must hold.</summary>
internal sealed record BlockPart(Tag Tag, Condition? Condition);

/// <summary>An opening tag, its else tags and its closing tag.</summary>
internal sealed class Block(BlockKind kind, Tag open)
{
    public BlockKind Kind { get; } = kind;

    public List<BlockPart> Parts { get; } = [];

    public Tag Open { get; } = open;

    public Tag Close { get; set; } = open;

    public FieldPath? List { get; init; }

    public int Depth { get; init; }

    public bool HasElse => Parts.Count > 1 && Parts[^1].Condition is null;

    public IEnumerable<Tag> Tags => Parts.Select(p => p.Tag).Append(Close);
}

/// <summary>A block where it belongs in the tree; its children are <see cref="Branch"/>es, one for each part.</summary>
internal sealed class BlockNode(Block block) : Container
{
    public Block Block { get; } = block;
}

internal sealed class Branch : Container;

/// <summary>The faults of one part of the file.</summary>
internal sealed class FaultList(string part)
{
    private readonly List<TemplateProblem> faults = [];

    public IReadOnlyList<TemplateProblem> All => faults;

    public void Add(Tag tag, Why why) => Add(tag.Place, tag.Text, why);

    public void Add(Place place, string? tag, Why why) => faults.Add(TemplateProblem.Of(part, place, tag, why));
}
