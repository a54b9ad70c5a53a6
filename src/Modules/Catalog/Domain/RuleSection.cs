using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class RuleSection
{
    private const int DefaultPriority = 50;

    public static RuleDefinition Read(Node node, ProductReferences references)
    {
        var rule = node.Object("code", "when", "offer", "afterDays", "priority", "unless", "because");
        return new RuleDefinition(
            rule.Required("code").Code(),
            ConditionSection.Read(rule.Required("when"), references),
            references.Read(rule.Required("offer")),
            rule.Optional("afterDays")?.Whole(0, 3650) ?? 0,
            rule.Optional("priority")?.Whole(1, 100) ?? DefaultPriority,
            rule.Optional("unless") is { } unless ? ConditionSection.Read(unless, references) : null,
            rule.Required("because").BothLanguages());
    }
}
