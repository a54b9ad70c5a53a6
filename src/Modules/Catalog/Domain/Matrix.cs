using System.Text.RegularExpressions;
using CrossSell.Catalog.Messages;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

/// <summary>A follow-up table that is to stand by itself: nothing lies beneath it.</summary>
internal static partial class Matrix
{
    /// <param name="line">Whose table it is; it answers for this line's products only.</param>
    /// <param name="products">Every product known in the house, by <c>line/code</c>.</param>
    public static IReadOnlyList<FollowUpFault> Check(string line, IReadOnlyList<FollowUpDefinition> rows, IReadOnlyDictionary<string, ProductDefinition> products)
    {
        var shape = rows.SelectMany((row, at) => Shape(line, row, at, products).OfType<FollowUpFault>()).ToList();
        if (rows.Count > MatrixLimits.Rows)
        {
            shape.Add(new(null, string.Empty, "followUpRows", $"has more than {MatrixLimits.Rows} rows", null, ("most", MatrixLimits.Rows)));
        }

        return [.. shape, .. FollowUpRules.Find(rows, products), .. MatrixHoles.Find(rows)];
    }

    private static IEnumerable<FollowUpFault?> Shape(string line, FollowUpDefinition row, int at, IReadOnlyDictionary<string, ProductDefinition> products)
    {
        var then = row.Then;
        FollowUpFault? Fault(bool wrong, string path, string code, string message, params (string, object?)[] arguments) =>
            wrong ? new(at, path, code, message, null, arguments) : null;

        var ways = new[] { then.Offer is not null, then.Product is not null, then.Retry is not null, then.Close is not null }.Count(way => way);
        var limits = then.Retry is not null && row.Attempt is null && row.On is Outcome.NoAnswer or Outcome.Thinking;
        return
        [
            Fault(!IsWord(row.Reason), "reason", "followUpWord", "is not a word"),
            Fault(!IsWord(then.Close), "then/close", "followUpWord", "is not a word"),
            Fault(row is { Attempt: not null, FromAttempt: not null }, "fromAttempt", "followUpAttempts", "means nothing beside attempt"),
            Fault(!Within(row.Attempt, 1, MatrixLimits.Attempts), "attempt", "followUpRange", "is out of range", ("min", 1), ("max", MatrixLimits.Attempts)),
            Fault(!Within(row.FromAttempt, 1, MatrixLimits.Attempts), "fromAttempt", "followUpRange", "is out of range", ("min", 1), ("max", MatrixLimits.Attempts)),
            Fault(!Within(then.AfterDays, 0, MatrixLimits.Days), "then/afterDays", "followUpRange", "is out of range", ("min", 0), ("max", MatrixLimits.Days)),
            Fault(!Within(then.AtMost, 1, MatrixLimits.Attempts), "then/atMost", "followUpRange", "is out of range", ("min", 1), ("max", MatrixLimits.Attempts)),
            Fault(!Within(then.CooldownDays, 0, MatrixLimits.Days), "then/cooldownDays", "followUpRange", "is out of range", ("min", 0), ("max", MatrixLimits.Days)),
            Fault(ways == 0, "then", "followUpNowhere", "ends in no next step and no stated close"),
            Fault(ways > 1, "then", "followUpWays", "goes several ways at once"),
            Fault((then.AtMost is null) != (then.Finally is null), "then/atMost", "followUpLimit", "atMost and finally belong together"),
            Fault(then is { AtMost: not null, Retry: null }, "then/atMost", "followUpAtMost", "means nothing without retry"),
            Fault(then is { Variant: not null, Product: null }, "then/variant", "followUpVariantAlone", "means nothing without product"),
            Fault(then is { CooldownDays: not null, Retry: not null, Finally: null }, "then/cooldownDays", "followUpCooldown", "means nothing where the offer stays open"),
            Fault(limits && then is { AtMost: null, Finally: null }, "then", "followUpForEver", "makes the same offer again and again without an end"),
            Fault(row.Product is { } only && !(products.ContainsKey(only) && only.StartsWith(line + "/", StringComparison.Ordinal)), "product", "followUpProduct", "is no product of this line", ("product", row.Product)),
            Fault(then.Product is { } next && !products.ContainsKey(next), "then/product", "unknownProduct", "is not known", ("product", then.Product)),
        ];
    }

    private static bool Within(int? value, int min, int max) => value is null || (value >= min && value <= max);

    private static bool IsWord(string? word) => word is null || Word().IsMatch(word);

    [GeneratedRegex(@"^[a-z][A-Za-z0-9]{0,59}\z")]
    private static partial Regex Word();
}
