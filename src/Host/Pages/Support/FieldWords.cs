namespace CrossSell.Host.Pages;

/// <summary>What the fields are called that the record names.</summary>
internal sealed class FieldWords(Texts texts)
{
    private static readonly HashSet<string> Unsaid = ["attempts", "rule", "reason", "titleHu", "titleEn", "offerId", "sha", "status"];
    private static readonly HashSet<string> InAddress = ["country", "postalCode", "city", "street"];

    public string? Label(string field) => texts.Find("field." + field) ?? (InAddress.Contains(field) ? texts.Find("field.address." + field) : null) ?? texts.Find("fact." + field);

    /// <summary>None for a field whose change nobody is told.</summary>
    public string? Changed(string field) => Unsaid.Contains(field) ? null : Label(field);
}
