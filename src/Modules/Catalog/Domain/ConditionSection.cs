using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class ConditionSection
{
    private const int DefaultWithinDays = 60;
    private static readonly string[] Known = ["bought", "holds", "lacks", "expiring", "age", "tag", "season", "custom", "all", "any", "not"];

    public static Condition Read(Node node, ProductReferences references)
    {
        var condition = node.Object(Known);
        Condition[] parts = [.. Known.Where(condition.Has).Select(name => Read(name, condition.Required(name), references))];
        if (node.IsObject && parts.Length == 0)
        {
            node.Fault("says no condition", "known: " + string.Join(", ", Known));
        }

        return parts.Length == 1 ? parts[0] : new Condition.All(parts);
    }

    private static Condition Read(string name, Node node, ProductReferences references) => name switch
    {
        "bought" => new Condition.Bought(references.Read(node)),
        "holds" => new Condition.Holds(references.Read(node)),
        "lacks" => new Condition.Lacks(references.Read(node)),
        "expiring" => Expiring(node, references),
        "age" => Age(node),
        "tag" => new Condition.Tag(node.Text()),
        "season" => new Condition.Season(NotEmpty(node, month => month.Whole(1, 12))),
        "custom" => new Condition.Custom(references.Line, node.Word()),
        "all" => new Condition.All(NotEmpty(node, part => Read(part, references))),
        "any" => new Condition.Any(NotEmpty(node, part => Read(part, references))),
        _ => new Condition.Not(Read(node, references)),
    };

    private static Condition.Expiring Expiring(Node node, ProductReferences references)
    {
        if (node.IsText)
        {
            return new Condition.Expiring(references.Read(node), DefaultWithinDays);
        }

        var expiring = node.Object("product", "withinDays");
        return new Condition.Expiring(references.Read(expiring.Required("product")), expiring.Optional("withinDays")?.Whole(0, 3650) ?? DefaultWithinDays);
    }

    private static Condition.Age Age(Node node)
    {
        var age = node.Object("min", "max");
        if (node.IsObject && age.Count == 0)
        {
            node.Fault("has neither min nor max");
        }

        var (min, max) = AgeRange.Read(age, "min", "max");
        return new Condition.Age(min, max);
    }

    private static IReadOnlyList<T> NotEmpty<T>(Node node, Func<Node, T> read)
    {
        var items = node.List(read);
        if (node.IsList && items.Count == 0)
        {
            node.Fault("must not be empty");
        }

        return items;
    }
}
