namespace CrossSell.Clients.Domain;

/// <summary>
/// What somebody may have meant who slipped once in a whole number, code or address: two changed places, another sign, one too many, one left out. A sign is taken for one of its own sort,
/// a letter also for the digit it looks like; so there are a few hundred, which an index answers one by one (ADR 0091).
/// </summary>
internal static class CodeSlips
{
    /// <summary>Of fewer signs too many others are a slip away.</summary>
    public const int Shortest = 5;
    public const int Longest = 64;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";
    private static readonly (char Letter, char Digit)[] Alike = [('o', '0'), ('i', '1'), ('l', '1'), ('z', '2'), ('s', '5'), ('b', '8')];

    /// <summary>The likeliest first.</summary>
    public static IReadOnlyList<string> Of(string text) =>
        text.Length is < Shortest or > Longest ? [] : [.. Swapped(text).Concat(Other(text)).Concat(Shorter(text)).Concat(Longer(text)).Where(t => t != text).Distinct()];

    private static IEnumerable<string> Swapped(string text) =>
        Enumerable.Range(0, text.Length - 1).Select(at => $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}");

    private static IEnumerable<string> Other(string text) =>
        from at in Enumerable.Range(0, text.Length) from sign in Sort(text[at]).Concat(LooksLike(text[at])) select $"{text[..at]}{sign}{text[(at + 1)..]}";

    private static IEnumerable<string> Shorter(string text) => Enumerable.Range(0, text.Length).Select(at => text.Remove(at, 1));

    /// <summary>What is left out is of the sort of its neighbours; of an address it may be the dot.</summary>
    private static IEnumerable<string> Longer(string text) =>
        from at in Enumerable.Range(0, text.Length + 1)
        from sign in (at > 0 ? Sort(text[at - 1]) : string.Empty).Union(at < text.Length ? Sort(text[at]) : string.Empty).Concat(text.Contains('@', StringComparison.Ordinal) ? "." : string.Empty)
        select $"{text[..at]}{sign}{text[at..]}";

    private static string Sort(char sign) => char.IsAsciiDigit(sign) ? Digits : char.IsAsciiLetterLower(sign) ? Letters : string.Empty;

    private static IEnumerable<char> LooksLike(char sign) =>
        Alike.Where(a => a.Letter == sign).Select(a => a.Digit).Concat(Alike.Where(a => a.Digit == sign).Select(a => a.Letter));
}
