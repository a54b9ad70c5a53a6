using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class FollowUpSection
{
    public static FollowUpDefinition Read(Node node, ProductReferences references) => node.Named("followUp", "One row of the follow-up table.", n => ReadRow(n, references));

    private static FollowUpDefinition ReadRow(Node node, ProductReferences references)
    {
        var row = node.Object("on", "reason", "product", "attempt", "fromAttempt", "then");
        row.DemandApart("attempt", "fromAttempt");
        return new FollowUpDefinition(
            row.Required("on", "The outcome it answers.").OneOf<Outcome>(),
            row.Optional("reason", "Only for this reason; left out means any.")?.Word(),
            row.Optional("product", "Only for this product of the line; left out means any.") is { } product ? references.Read(product) : null,
            row.Required("then", "What happens.").Named("nextStep", "Exactly one of offer, product, retry and close.", then => Then(then, references)))
        {
            Attempt = row.Optional("attempt", "Only the n-th time the offer ends in this outcome; left out means every time.")?.Whole(1, MatrixLimits.Attempts),
            FromAttempt = row.Optional("fromAttempt", "From the n-th time on; not beside attempt.")?.Whole(1, MatrixLimits.Attempts),
        };
    }

    private static NextStep Then(Node node, ProductReferences references)
    {
        var then = node.Object("offer", "product", "variant", "retry", "afterDays", "atMost", "finally", "close", "channel", "owner", "cooldownDays");
        if (!node.IsMissing)
        {
            Check(then);
        }

        then.DemandOne("offer", "product", "retry", "close");
        then.DemandBoth("atMost", "finally");
        then.DemandCompany("atMost", "retry");
        then.DemandCompany("variant", "product");
        return new NextStep(
            then.Optional("offer", "Another variant (when there is none left, the next suggestion), or the best other suggestion.")?.OneOf<NextOffer>(),
            then.Optional("retry", "The same offer again: at another part of the day, at the time the client asked for, or later.")?.OneOf<RetryAt>(),
            then.Optional("afterDays", "Calendar days until then, moved to the next working day.", 0)?.Whole(0, MatrixLimits.Days) ?? 0,
            then.Optional("atMost", "Most attempts before finally; only with retry.")?.Whole(1, MatrixLimits.Attempts),
            then.Optional("finally", "What is done when the attempts are used up.")?.OneOf<FinalStep>(),
            then.Optional("close", "The stated reason why nothing follows.")?.Word())
        {
            Product = then.Optional("product", "Offer this product; where it may not be offered then, the next suggestion.") is { } product ? references.Read(product) : null,
            Variant = then.Optional("variant", "The variant of product; its first when left out.")?.Code(),
            Channel = then.Optional("channel", "How the next contact is made.", "phone")?.OneOf<ContactChannel>(),
            Owner = then.Optional("owner", "Who does it: the client's advisor, or whoever takes it from the role's queue.", "advisor")?.OneOf<StepOwner>(),
            CooldownDays = then.Optional("cooldownDays", "Calendar days during which the product is not offered again, in place of the product's own.")?.Whole(0, MatrixLimits.Days),
        };
    }

    private static void Check(ObjectNode then)
    {
        foreach (var name in new[] { "afterDays", "channel", "owner" }.Where(name => then.Has(name) && then.Has("close")))
        {
            then.At(name).Fault("nothingBesideClose", "means nothing beside close");
        }

        if (then.Has("cooldownDays") && then.Has("retry") && !then.Has("finally"))
        {
            then.At("cooldownDays").Fault("nothingWhileOpen", "means nothing where the offer stays open");
        }
    }
}

internal static class MatrixLimits
{
    public const int Days = 3650;
    public const int Attempts = 100;
    public const int Rows = 200;
}
