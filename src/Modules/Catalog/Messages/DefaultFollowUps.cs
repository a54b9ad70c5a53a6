using CrossSell.Sdk;

namespace CrossSell.Catalog.Messages;

/// <summary>The house's follow-up policy: what happens after an outcome that no row of the product line's table answers.</summary>
public static class DefaultFollowUps
{
    /// <summary>One row for each outcome.</summary>
    public static IReadOnlyList<FollowUpDefinition> Table { get; } =
    [
        Row(Outcome.Accepted, Close("accepted")),
        Row(Outcome.Rejected, new NextStep(NextOffer.NextVariant, null, 14, null, null, null)),
        Row(Outcome.NoAnswer, Retry(RetryAt.OtherDaypart, 1, 4, FinalStep.Letter)),
        Row(Outcome.CallBack, Retry(RetryAt.AskedTime, 1)),
        Row(Outcome.Thinking, Retry(RetryAt.Later, 7, 3, FinalStep.Close)),
        Row(Outcome.WrongContact, Retry(RetryAt.Later, 3)),
        Row(Outcome.DoNotContact, Close("doNotContact")),
    ];

    /// <summary>A line's table with the house's rows beneath, for the outcomes that the line leaves open: read top down, every outcome is answered.</summary>
    public static IReadOnlyList<FollowUpDefinition> Complete(IReadOnlyList<FollowUpDefinition> rows) =>
        [.. rows, .. Table.Where(house => !rows.Any(row => row.On == house.On && row is { Reason: null, Product: null, Attempt: null, FromAttempt: null or 1 }))];

    private static FollowUpDefinition Row(Outcome on, NextStep then) => new(on, null, null, then);

    private static NextStep Close(string reason) => new(null, null, 0, null, null, reason);

    private static NextStep Retry(RetryAt at, int afterDays, int? atMost = null, FinalStep? final = null) => new(null, at, afterDays, atMost, final, null);
}
