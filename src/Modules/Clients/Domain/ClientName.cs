namespace CrossSell.Clients.Domain;

internal static class ClientName
{
    /// <summary>Family name first in Hungarian, given name first in English.</summary>
    public static string Of(string? given, string? family, string language) =>
        (language == "en" ? $"{given} {family}" : $"{family} {given}").Trim();
}
