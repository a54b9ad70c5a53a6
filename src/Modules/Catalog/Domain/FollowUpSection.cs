using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class FollowUpSection
{
    private static readonly string[] Ways = ["offer", "product", "retry", "close"];

    public static FollowUpDefinition Read(Node node, ProductReferences references)
    {
        var row = node.Object("on", "reason", "product", "attempt", "fromAttempt", "then");
        if (row.Has("attempt") && row.Has("fromAttempt"))
        {
            row.Required("fromAttempt").Fault("means nothing beside attempt", "say one of them");
        }

        return new FollowUpDefinition(
            row.Required("on").OneOf<Outcome>(),
            row.Optional("reason")?.Word(),
            row.Optional("product") is { } product ? references.Read(product) : null,
            Then(row.Required("then"), references))
        {
            Attempt = row.Optional("attempt")?.Whole(1, MatrixLimits.Attempts),
            FromAttempt = row.Optional("fromAttempt")?.Whole(1, MatrixLimits.Attempts),
        };
    }

    private static NextStep Then(Node node, ProductReferences references)
    {
        var then = node.Object("offer", "product", "variant", "retry", "afterDays", "atMost", "finally", "close", "channel", "owner", "cooldownDays");
        if (node.IsObject)
        {
            CheckWays(then);
            CheckAttempts(then);
            CheckCompany(then, "variant", then.Has("product"), "means nothing without product");
            CheckCompany(then, "cooldownDays", !then.Has("retry") || then.Has("finally"), "means nothing where the offer stays open");
        }

        return new NextStep(
            then.Optional("offer")?.OneOf<NextOffer>(),
            then.Optional("retry")?.OneOf<RetryAt>(),
            then.Optional("afterDays")?.Whole(0, MatrixLimits.Days) ?? 0,
            then.Optional("atMost")?.Whole(1, MatrixLimits.Attempts),
            then.Optional("finally")?.OneOf<FinalStep>(),
            then.Optional("close")?.Word())
        {
            Product = then.Optional("product") is { } product ? references.Read(product) : null,
            Variant = then.Optional("variant")?.Code(),
            Channel = then.Optional("channel")?.OneOf<ContactChannel>(),
            Owner = then.Optional("owner")?.OneOf<StepOwner>(),
            CooldownDays = then.Optional("cooldownDays")?.Whole(0, MatrixLimits.Days),
        };
    }

    private static void CheckWays(ObjectNode then)
    {
        var given = Ways.Where(then.Has).ToArray();
        if (given.Length == 0)
        {
            then.Fault("ends in no next step and no stated close", "one of: offer, product, retry, close");
        }

        if (given.Length > 1)
        {
            then.Fault($"goes {given.Length} ways at once: {string.Join(", ", given)}", "one of: offer, product, retry, close");
        }

        foreach (var name in new[] { "afterDays", "channel", "owner" })
        {
            CheckCompany(then, name, !then.Has("close"), "means nothing beside close");
        }
    }

    private static void CheckAttempts(ObjectNode then)
    {
        if (then.Has("atMost") != then.Has("finally"))
        {
            then.Fault("atMost and finally belong together", "say both, or neither");
        }

        CheckCompany(then, "atMost", then.Has("retry"), "means nothing without retry");
    }

    private static void CheckCompany(ObjectNode then, string name, bool fits, string message)
    {
        if (then.Has(name) && !fits)
        {
            then.Required(name).Fault(message);
        }
    }
}

internal static class MatrixLimits
{
    public const int Days = 3650;
    public const int Attempts = 100;
    public const int Rows = 200;
}
