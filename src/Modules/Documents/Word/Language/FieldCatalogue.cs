using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrossSell.Documents.Word;

/// <summary>The names a template may use, and what each of them is.</summary>
internal sealed class FieldCatalogue
{
    private FieldCatalogue(FieldShape root) => Root = root;

    public FieldCatalogue() : this(FieldShape.Of(FieldType.Object))
    {
    }

    /// <summary>Accepts every name: for checking the syntax of a template whose data is not known.</summary>
    public static FieldCatalogue Open { get; } = new(FieldShape.Of(FieldType.Any));

    public FieldShape Root { get; }

    public static FieldCatalogue From(JsonObject sample) => new(Infer(sample));

    public FieldCatalogue Text(string name) => Define(name, FieldShape.Of(FieldType.Text));

    public FieldCatalogue Number(string name) => Define(name, FieldShape.Of(FieldType.Number));

    public FieldCatalogue Money(string name) => Define(name, FieldShape.Of(FieldType.Money));

    public FieldCatalogue Date(string name) => Define(name, FieldShape.Of(FieldType.Date));

    public FieldCatalogue YesNo(string name) => Define(name, FieldShape.Of(FieldType.YesNo));

    /// <summary>A field whose type is not known until the data is there.</summary>
    public FieldCatalogue Any(string name) => Define(name, FieldShape.Of(FieldType.Any));

    public FieldCatalogue List(string name, Action<FieldCatalogue> item)
    {
        var members = new FieldCatalogue();
        item(members);
        return Define(name, FieldShape.ListOf(members.Root));
    }

    public FieldCatalogue ListOf(string name, FieldType item) => Define(name, FieldShape.ListOf(FieldShape.Of(item)));

    /// <summary>Every name with its type; the fields of a list's items stand under the list's name.</summary>
    public IEnumerable<(string Name, FieldType Type)> Names() => NamesUnder("", Root);

    internal static IEnumerable<(string Name, FieldType Type)> NamesUnder(string prefix, FieldShape shape)
    {
        foreach (var (name, member) in shape.Members)
        {
            yield return (prefix + name, member.Type);
            var below = member.Type == FieldType.List ? member.Item! : member;
            foreach (var nested in NamesUnder(prefix + name + ".", below))
            {
                yield return nested;
            }
        }
    }

    private FieldCatalogue Define(string name, FieldShape shape)
    {
        var owner = Root;
        var parts = name.Split('.');
        foreach (var part in parts[..^1])
        {
            var next = owner.Members.GetValueOrDefault(part);
            if (next is null)
            {
                owner.Define(part, next = FieldShape.Of(FieldType.Object));
            }
            owner = next.Type == FieldType.Object ? next : throw new ArgumentException($"“{part}” in “{name}” is a {next.Type}, not a group of fields.", nameof(name));
        }
        owner.Define(parts[^1], shape);
        return this;
    }

    private static FieldShape Infer(JsonNode? node) => node switch
    {
        null => FieldShape.Of(FieldType.Any),
        JsonArray list => FieldShape.ListOf(list.Select(Infer).Aggregate(FieldShape.Of(FieldType.Any), (all, one) => all.MergeWith(one))),
        JsonObject group when IsMoney(group) => FieldShape.Of(FieldType.Money),
        JsonObject group when IsRich(group) => FieldShape.Of(FieldType.Rich),
        JsonObject group => InferMembers(group),
        _ => InferSimple(node),
    };

    internal static bool IsMoney(JsonObject group) =>
        group.Count == 2 && group["amount"]?.GetValueKind() == JsonValueKind.Number && group["currency"]?.GetValueKind() == JsonValueKind.String;

    internal static bool IsRich(JsonObject group) => group.Count == 1 && group["rich"]?.GetValueKind() == JsonValueKind.String;

    private static FieldShape InferMembers(JsonObject group)
    {
        var shape = FieldShape.Of(FieldType.Object);
        foreach (var (name, value) in group)
        {
            shape.Define(name, Infer(value));
        }
        return shape;
    }

    private static FieldShape InferSimple(JsonNode node) => FieldShape.Of(node.GetValueKind() switch
    {
        JsonValueKind.Number => FieldType.Number,
        JsonValueKind.True or JsonValueKind.False => FieldType.YesNo,
        _ => JsonFields.TryDate(JsonFields.TextOf(node), out _) ? FieldType.Date : FieldType.Text,
    });
}
