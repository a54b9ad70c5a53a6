using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class FollowUpRules
{
    public static void Check(IReadOnlyList<FollowUpDefinition> rows, FaultLog log)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            CheckReachable(rows, i, log);
            if (rows[i] is { On: Outcome.DoNotContact, Then: { Offer: not null } or { Retry: not null } })
            {
                log.Add($"/followUps/{i}/then", "approaches a client who wants no further approach", "close");
            }
        }
    }

    private static void CheckReachable(IReadOnlyList<FollowUpDefinition> rows, int at, FaultLog log)
    {
        var earlier = rows.Take(at).TakeWhile(row => !Covers(row, rows[at])).Count();
        if (earlier < at)
        {
            log.Add($"/followUps/{at}", $"is never reached: row {earlier} answers everything it could", "the first match wins; put the narrower row above");
        }
    }

    private static bool Covers(FollowUpDefinition wide, FollowUpDefinition narrow) =>
        wide.On == narrow.On
        && (wide.Reason is null || wide.Reason == narrow.Reason)
        && (wide.Product is null || wide.Product == narrow.Product);
}
