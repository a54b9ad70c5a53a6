using CrossSell.Sdk;

namespace CrossSell.Catalog.Messages;

/// <summary>The words that say why a contact ended as it did: the house's, and those that a line's follow-up table names.</summary>
public static class OutcomeReasons
{
    private static readonly IReadOnlyDictionary<Outcome, string[]> House = new Dictionary<Outcome, string[]>
    {
        [Outcome.Accepted] = ["price", "cover", "service"],
        [Outcome.Rejected] = ["price", "hasElsewhere", "notNeeded", "badExperience", "other"],
        [Outcome.NoAnswer] = ["rangOut", "voicemail", "busy"],
        [Outcome.CallBack] = ["badTime", "wantsPapers"],
        [Outcome.Thinking] = ["talksItOver", "compares", "waitsForMoney"],
        [Outcome.WrongContact] = ["wrongNumber", "numberDead", "wrongAddress"],
        [Outcome.DoNotContact] = ["tooMany", "complaint", "deceased"],
    };

    /// <summary>The reasons that may be given for an outcome in a line, the house's first.</summary>
    public static IReadOnlyList<string> Of(CatalogSnapshot catalog, string line, Outcome outcome) =>
        [.. House[outcome].Concat(catalog.FollowUps.GetValueOrDefault(line, []).Where(row => row.On == outcome).Select(row => row.Reason).OfType<string>()).Distinct(StringComparer.Ordinal)];

    /// <summary>The house's own.</summary>
    public static IReadOnlyList<string> OfHouse(Outcome outcome) => House[outcome];
}
