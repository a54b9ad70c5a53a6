using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class ProductSection
{
    private const int MostDays = 3650;
    private const int DefaultDaysBeforeNotice = 45;
    private const int DefaultCooldownDays = 60;

    public static ProductDefinition Read(Node node) => node.Named("product", "Something a client can hold or buy.", ReadProduct);

    private static ProductDefinition ReadProduct(Node node)
    {
        var product = node.Object("code", "name", "variants", "term", "contact", "cooldownDays", "eligible", "seasonMonths", "fields", "needs", "process", "value");
        return new ProductDefinition(
            product.Required("code", "Unique within the line.").Code(),
            product.Required("name", "What people call it.").BothLanguages(),
            product.OptionalList("variants", VariantSection.Read, "Other forms of the same product, in the order they are offered."),
            Term(product.Optional("term", "How long it runs. Without a term the product is bought once and never expires.")),
            Contact(product.Optional("contact", "When to approach a client about an expiring contract.")),
            product.Optional("cooldownDays", "Calendar days after a rejection during which the product is not offered again.", DefaultCooldownDays)?.Whole(0, MostDays) ?? DefaultCooldownDays,
            Eligible(product.Optional("eligible", "Who may be offered it.")),
            product.OptionalList("seasonMonths", month => month.Whole(1, 12), "Months (1-12) in which it may be offered; empty means all year."),
            product.OptionalList("fields", FieldSection.Read, "Fields of this product's contracts, beyond what every contract has."),
            product.Optional("process", "Key of the process an offer of it runs; by default the line's first.")?.Code())
        {
            Needs = product.OptionalList("needs", FieldSection.Read, "What is asked of the client for each offer and kept with it: demands and needs, and what a price is calculated from."),
            Value = product.Optional("value", "What a sale is worth to the house, in a unit that all lines share: suggestions are ranked by chance times value.", 1)?.Amount(),
        };
    }

    private static TermDefinition? Term(Node? node) => node?.Named("term", "The term of a product.", n =>
    {
        var term = n.Object("months", "renews", "noticeDays");
        return new TermDefinition(
            term.Required("months", "Length of one term.").Whole(1, 1200),
            term.Required("renews", "What happens at the end if nobody acts.").OneOf<Renewal>(),
            term.Optional("noticeDays", "Calendar days before expiry by which notice must be given.", 0)?.Whole(0, MostDays) ?? 0);
    });

    private static ContactDefinition Contact(Node? node) =>
        node?.Named("contact", "When to approach a client.", ReadContact) ?? new ContactDefinition(DefaultDaysBeforeNotice, []);

    private static ContactDefinition ReadContact(Node node)
    {
        var contact = node.Object("daysBeforeNotice", "remind");
        var days = contact.Optional("daysBeforeNotice", "Calendar days before the notice deadline on which the window opens.", DefaultDaysBeforeNotice)?.Whole(0, MostDays) ?? DefaultDaysBeforeNotice;
        return new ContactDefinition(
            days,
            contact.OptionalList("remind", remind => remind.Whole(0, Math.Max(days, 0)), "Days before the notice deadline on which an unanswered offer is brought up again; none is larger than daysBeforeNotice."));
    }

    private static EligibilityDefinition? Eligible(Node? node) => node?.Named("eligible", "Who may be offered the product. Ages are completed years.", n =>
    {
        var eligible = n.Object("minAge", "maxAge", "kind");
        var (min, max) = AgeRange.Read(eligible, "minAge", "maxAge");
        return new EligibilityDefinition(min, max, eligible.Optional("kind", "Only people, or only companies.")?.OneOf("person", "company"));
    });
}
