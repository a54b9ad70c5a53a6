namespace CrossSell.Documents.Word;

internal enum FieldType { Any, Text, Number, Money, Date, YesNo, List, Object, Picture, Rich }

/// <summary>What a field is: a simple type, a list of something, or a group of named fields.</summary>
internal sealed class FieldShape
{
    private static readonly FieldShape OfAny = new(FieldType.Any), OfText = new(FieldType.Text), OfNumber = new(FieldType.Number),
        OfDate = new(FieldType.Date), OfYesNo = new(FieldType.YesNo), OfPicture = new(FieldType.Picture), OfRich = new(FieldType.Rich),
        OfMoney = new(FieldType.Money, new SortedDictionary<string, FieldShape>(StringComparer.Ordinal) { ["amount"] = OfNumber, ["currency"] = OfText });

    private readonly SortedDictionary<string, FieldShape> members;

    private FieldShape(FieldType type, SortedDictionary<string, FieldShape>? members = null, FieldShape? item = null)
    {
        Type = type;
        Item = item;
        this.members = members ?? new(StringComparer.Ordinal);
    }

    public FieldType Type { get; }

    public FieldShape? Item { get; }

    public IReadOnlyDictionary<string, FieldShape> Members => members;

    public static FieldShape Of(FieldType type) => type switch
    {
        FieldType.Any => OfAny,
        FieldType.Text => OfText,
        FieldType.Number => OfNumber,
        FieldType.Money => OfMoney,
        FieldType.Date => OfDate,
        FieldType.YesNo => OfYesNo,
        FieldType.Picture => OfPicture,
        FieldType.Rich => OfRich,
        FieldType.Object => new FieldShape(FieldType.Object),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "A list needs the shape of its items."),
    };

    public static FieldShape ListOf(FieldShape item) => new(FieldType.List, item: item);

    /// <summary>Null when this has no such member; a field of unknown type has them all.</summary>
    public FieldShape? Member(string name) =>
        Type == FieldType.Any ? this : members.GetValueOrDefault(name);

    public void Define(string name, FieldShape shape) => members[name] = shape;

    public FieldShape MergeWith(FieldShape other)
    {
        if (Type == FieldType.Any || other.Type == FieldType.Any)
        {
            return Type == FieldType.Any ? other : this;
        }
        return (Type, other.Type) switch
        {
            (FieldType.Object, FieldType.Object) => MergeMembers(other),
            (FieldType.List, FieldType.List) => ListOf(Item!.MergeWith(other.Item!)),
            (FieldType.Text or FieldType.Date, FieldType.Text or FieldType.Date) => Type == other.Type ? this : OfText,
            _ => Type == other.Type ? this : OfAny,
        };
    }

    private FieldShape MergeMembers(FieldShape other)
    {
        var merged = Of(FieldType.Object);
        foreach (var (name, shape) in members.Concat(other.members))
        {
            merged.Define(name, merged.members.TryGetValue(name, out var known) ? known.MergeWith(shape) : shape);
        }
        return merged;
    }
}
