using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class ProductSection
{
    private const int MostDays = 3650;
    private const int DefaultDaysBeforeNotice = 45;
    private const int DefaultCooldownDays = 60;

    public static ProductDefinition Read(Node node)
    {
        var product = node.Object("code", "name", "variants", "term", "contact", "cooldownDays", "eligible", "seasonMonths", "fields", "needs", "process");
        return new ProductDefinition(
            product.Required("code").Code(),
            product.Required("name").BothLanguages(),
            product.OptionalList("variants", VariantSection.Read),
            Term(product.Optional("term")),
            Contact(product.Optional("contact")),
            product.Optional("cooldownDays")?.Whole(0, MostDays) ?? DefaultCooldownDays,
            Eligible(product.Optional("eligible")),
            product.OptionalList("seasonMonths", month => month.Whole(1, 12)),
            product.OptionalList("fields", FieldSection.Read),
            product.Optional("process")?.Code())
        {
            Needs = product.OptionalList("needs", FieldSection.Read),
        };
    }

    private static TermDefinition? Term(Node? node)
    {
        if (node is null)
        {
            return null;
        }

        var term = node.Object("months", "renews", "noticeDays");
        return new TermDefinition(
            term.Required("months").Whole(1, 1200),
            term.Required("renews").OneOf<Renewal>(),
            term.Optional("noticeDays")?.Whole(0, MostDays) ?? 0);
    }

    private static ContactDefinition Contact(Node? node)
    {
        var contact = node?.Object("daysBeforeNotice", "remind");
        var days = contact?.Optional("daysBeforeNotice")?.Whole(0, MostDays) ?? DefaultDaysBeforeNotice;
        return new ContactDefinition(days, contact?.OptionalList("remind", remind => remind.Whole(0, Math.Max(days, 0))) ?? []);
    }

    private static EligibilityDefinition? Eligible(Node? node)
    {
        if (node is null)
        {
            return null;
        }

        var eligible = node.Object("minAge", "maxAge", "kind");
        var (min, max) = AgeRange.Read(eligible, "minAge", "maxAge");
        return new EligibilityDefinition(min, max, eligible.Optional("kind")?.OneOf("person", "company"));
    }
}
