using CrossSell.Catalog.Messages;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

/// <summary>What is wrong with the rows of a follow-up table, each being well formed.</summary>
internal static class FollowUpRules
{
    public static void Check(IReadOnlyList<FollowUpDefinition> rows, FaultLog log, IReadOnlyDictionary<string, ProductDefinition>? products = null)
    {
        foreach (var fault in Find(rows, products))
        {
            log.Add($"/followUps{(fault.Row is { } row ? $"/{row}" : string.Empty)}{(fault.Path.Length > 0 ? "/" + fault.Path : string.Empty)}", fault);
        }
    }

    /// <param name="products">By <c>line/code</c>: those whose variants are known.</param>
    public static IReadOnlyList<FollowUpFault> Find(IReadOnlyList<FollowUpDefinition> rows, IReadOnlyDictionary<string, ProductDefinition>? products = null) =>
        [.. rows.SelectMany((row, at) => OfRow(rows, row, at, products).OfType<FollowUpFault>())];

    private static IEnumerable<FollowUpFault?> OfRow(IReadOnlyList<FollowUpDefinition> rows, FollowUpDefinition row, int at, IReadOnlyDictionary<string, ProductDefinition>? products) =>
    [
        Unreachable(rows, at),
        Approaches(row, at),
        GoesOn(row, at),
        ForEver(row, at),
        Variant(row, at, products),
    ];

    private static FollowUpFault? Unreachable(IReadOnlyList<FollowUpDefinition> rows, int at)
    {
        var earlier = rows.Take(at).TakeWhile(row => !Covers(row, rows[at])).Count();
        return earlier == at
            ? null
            : new(at, string.Empty, "followUpUnreachable", $"is never reached: row {earlier} answers everything it could", "the first match wins; put the narrower row above", ("row", earlier + 1));
    }

    private static FollowUpFault? Approaches(FollowUpDefinition row, int at) => row.On == Outcome.DoNotContact && row.Then.Close is null
        ? new(at, "then", "followUpApproaches", "approaches a client who wants no further approach", "close")
        : null;

    private static FollowUpFault? GoesOn(FollowUpDefinition row, int at) => row is { On: Outcome.Accepted, Then.Retry: not null }
        ? new(at, "then/retry", "followUpAccepted", "makes an offer again that was accepted: its process goes on", "close, or another offer")
        : null;

    private static FollowUpFault? ForEver(FollowUpDefinition row, int at) => row is { On: Outcome.Rejected, Then: { Retry: not null, AtMost: null }, Attempt: null }
        ? new(at, "then", "followUpForEver", "makes a refused offer again and again without an end", "say atMost and finally")
        : null;

    private static FollowUpFault? Variant(FollowUpDefinition row, int at, IReadOnlyDictionary<string, ProductDefinition>? products) =>
        row.Then is { Product: { } product, Variant: { } variant }
        && products?.GetValueOrDefault(product) is { } known
        && known.Variants.All(v => v.Code != variant)
            ? new(at, "then/variant", "followUpVariant", $"product '{product}' has no variant '{variant}'", "variants: " + string.Join(", ", known.Variants.Select(v => v.Code)), ("product", product), ("variant", variant))
            : null;

    private static bool Covers(FollowUpDefinition wide, FollowUpDefinition narrow) =>
        wide.On == narrow.On
        && (wide.Reason is null || wide.Reason == narrow.Reason)
        && (wide.Product is null || wide.Product == narrow.Product)
        && CoversAttempts(wide, narrow);

    private static bool CoversAttempts(FollowUpDefinition wide, FollowUpDefinition narrow) =>
        wide.Attempt is { } only ? narrow.Attempt == only : (narrow.Attempt ?? narrow.FromAttempt ?? 1) >= (wide.FromAttempt ?? 1);
}
