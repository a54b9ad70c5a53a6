using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class RuleSection
{
    private const int DefaultPriority = 50;

    public static RuleDefinition Read(Node node, ProductReferences references) => node.Named("rule", "A cross-sell rule: when the condition holds, offer the product.", n => ReadRule(n, references));

    private static RuleDefinition ReadRule(Node node, ProductReferences references)
    {
        var rule = node.Object("code", "when", "offer", "afterDays", "priority", "unless", "because");
        return new RuleDefinition(
            rule.Required("code", "Unique within the line.").Code(),
            ConditionSection.Read(rule.Required("when", "What has to hold."), references),
            references.Read(rule.Required("offer", "The product offered.")),
            rule.Optional("afterDays", "Days to wait after the event of a bought condition.", 0)?.Whole(0, 3650) ?? 0,
            rule.Optional("priority", "Higher is offered first.", DefaultPriority)?.Whole(1, 100) ?? DefaultPriority,
            rule.Optional("unless", "The rule is silent while this holds.") is { } unless ? ConditionSection.Read(unless, references) : null,
            rule.Required("because", "The reason, as an advisor would say it aloud.").BothLanguages());
    }
}
