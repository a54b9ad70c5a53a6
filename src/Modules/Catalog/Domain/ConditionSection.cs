using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class ConditionSection
{
    private const int DefaultWithinDays = 60;

    private static readonly (string Name, string About)[] Known =
    [
        ("bought", "The client bought it: an event, dated by the contract's start."),
        ("holds", "The client holds a live contract of it, here or elsewhere."),
        ("lacks", "The client holds no live contract of it."),
        ("expiring", "A live contract of it expires soon; the bare code means within 60 days."),
        ("age", "The client's completed years, bounds included; at least one bound."),
        ("tag", "The client carries the tag."),
        ("attr", "An attribute of the client (attr.NAME in the client file): one of the values, or a number between the bounds; the bare name means that it has a value."),
        ("season", "Today's month is one of these (1-12)."),
        ("custom", "The line's code says so: the name of a condition of its IConditions."),
        ("all", "Every part holds."),
        ("any", "At least one part holds."),
        ("not", "The part does not hold."),
    ];

    public static Condition Read(Node node, ProductReferences references) =>
        node.Named("condition", "What has to hold. Several keys in one object mean that all of them hold.", n => ReadCondition(n, references));

    private static Condition ReadCondition(Node node, ProductReferences references)
    {
        var condition = node.Object([.. Known.Select(known => known.Name)]);
        Condition[] parts = [.. Known.Where(known => condition.Has(known.Name)).Select(known => Read(known.Name, condition.Optional(known.Name, known.About)!, references))];
        condition.DemandAny("noCondition", "says no condition", $"known: {string.Join(", ", Known.Select(known => known.Name))}");
        return parts.Length == 1 ? parts[0] : new Condition.All(parts);
    }

    private static Condition Read(string name, Node node, ProductReferences references) => name switch
    {
        "bought" => new Condition.Bought(references.Read(node)),
        "holds" => new Condition.Holds(references.Read(node)),
        "lacks" => new Condition.Lacks(references.Read(node)),
        "expiring" => node.Either(n => n.IsText, n => new Condition.Expiring(references.Read(n), DefaultWithinDays), n => Expiring(n, references)),
        "age" => Age(node),
        "tag" => new Condition.Tag(node.Text()),
        "attr" => node.Either(n => n.IsText, n => new Condition.Attr(n.Text(), [], null, null), Attr),
        "season" => new Condition.Season(node.NotEmpty(month => month.Whole(1, 12))),
        "custom" => new Condition.Custom(references.Line, node.Word()),
        "all" => new Condition.All(node.NotEmpty(part => Read(part, references))),
        "any" => new Condition.Any(node.NotEmpty(part => Read(part, references))),
        _ => new Condition.Not(Read(node, references)),
    };

    private static Condition.Expiring Expiring(Node node, ProductReferences references)
    {
        var expiring = node.Object("product", "withinDays");
        return new Condition.Expiring(
            references.Read(expiring.Required("product", "The product.")),
            expiring.Optional("withinDays", "Days.", DefaultWithinDays)?.Whole(0, 3650) ?? DefaultWithinDays);
    }

    private static Condition.Attr Attr(Node node)
    {
        var attr = node.Object("name", "is", "min", "max");
        var name = attr.Required("name", "Name of the attribute.").Text();
        var values = attr.OptionalList("is", value => value.Text(), "Its value is one of these, upper and lower case alike.");
        var min = attr.Optional("min", "Least number, included.")?.Number();
        var max = attr.Optional("max", "Largest number, included.")?.Number();
        if (min > max)
        {
            attr.Fault("emptyRange", $"nothing is both {min} or more and {max} or less");
        }

        attr.DemandApart("is", "min");
        attr.DemandApart("is", "max");
        return new Condition.Attr(name, values, min, max);
    }

    private static Condition.Age Age(Node node)
    {
        var age = node.Object("min", "max");
        age.DemandAny("noBounds", "has neither min nor max");
        var (min, max) = AgeRange.Read(age, "min", "max");
        return new Condition.Age(min, max);
    }
}
