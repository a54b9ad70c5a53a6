using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class FollowUpSection
{
    public static FollowUpDefinition Read(Node node, ProductReferences references)
    {
        var row = node.Object("on", "reason", "product", "then");
        return new FollowUpDefinition(
            row.Required("on").OneOf<Outcome>(),
            row.Optional("reason")?.Word(),
            row.Optional("product") is { } product ? references.Read(product) : null,
            Then(row.Required("then")));
    }

    private static NextStep Then(Node node)
    {
        var then = node.Object("offer", "retry", "afterDays", "atMost", "finally", "close");
        if (node.IsObject)
        {
            CheckWays(then);
            CheckAttempts(then);
        }

        return new NextStep(
            then.Optional("offer")?.OneOf<NextOffer>(),
            then.Optional("retry")?.OneOf<RetryAt>(),
            then.Optional("afterDays")?.Whole(0, 3650) ?? 0,
            then.Optional("atMost")?.Whole(1, 100),
            then.Optional("finally")?.OneOf<FinalStep>(),
            then.Optional("close")?.Word());
    }

    private static void CheckWays(ObjectNode then)
    {
        string[] ways = ["offer", "retry", "close"];
        var given = ways.Where(then.Has).ToArray();
        if (given.Length == 0)
        {
            then.Fault("ends in no next step and no stated close", "one of: offer, retry, close");
        }

        if (given.Length > 1)
        {
            then.Fault($"goes {given.Length} ways at once: {string.Join(", ", given)}", "one of: offer, retry, close");
        }

        if (then.Has("close") && then.Has("afterDays"))
        {
            then.Required("afterDays").Fault("means nothing beside close");
        }
    }

    private static void CheckAttempts(ObjectNode then)
    {
        if (then.Has("atMost") != then.Has("finally"))
        {
            then.Fault("atMost and finally belong together", "say both, or neither");
        }

        if (then.Has("atMost") && !then.Has("retry"))
        {
            then.Required("atMost").Fault("means nothing without retry");
        }
    }
}
