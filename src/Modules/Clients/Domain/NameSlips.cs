namespace CrossSell.Clients.Domain;

/// <summary>
/// What somebody may have meant who slipped once: a letter left out, one too many, another one, two changed places; or who heard an old spelling.
/// A few hundred texts that an index answers in a millisecond, whatever the number of clients (ADR 0091).
/// </summary>
internal static class NameSlips
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const int Shortest = 3;
    private static readonly (string Said, string Written)[] Spellings =
        [("j", "ly"), ("ly", "j"), ("i", "y"), ("y", "i"), ("c", "cz"), ("cz", "c"), ("cs", "ch"), ("ch", "cs"), ("t", "th"), ("v", "w"), ("k", "c"), ("c", "k"), ("s", "ss"), ("f", "ph"), ("o", "eo"), ("gy", "gi"), ("ks", "x"), ("x", "ks")];

    /// <summary>The likeliest first.</summary>
    public static IReadOnlyList<string> Of(string word)
    {
        if (word.Length < Shortest)
        {
            return [];
        }

        return [.. Spelt(word).Concat(Swapped(word)).Concat(Other(word)).Concat(Longer(word)).Concat(Shorter(word)).Where(w => w != word).Distinct()];
    }

    private static IEnumerable<string> Spelt(string word) =>
        from spelling in Spellings
        from at in Enumerable.Range(0, word.Length)
        where string.CompareOrdinal(word, at, spelling.Said, 0, spelling.Said.Length) == 0
        select word[..at] + spelling.Written + word[(at + spelling.Said.Length)..];

    private static IEnumerable<string> Swapped(string word) =>
        Enumerable.Range(0, word.Length - 1).Select(at => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}");

    /// <summary>Slips are rarer in the first letter, so that one comes last.</summary>
    private static IEnumerable<string> Other(string word) =>
        from at in Enumerable.Range(1, word.Length - 1).Append(0) from letter in Letters select $"{word[..at]}{letter}{word[(at + 1)..]}";

    private static IEnumerable<string> Longer(string word) =>
        from at in Enumerable.Range(1, word.Length).Append(0) from letter in Letters select $"{word[..at]}{letter}{word[at..]}";

    private static IEnumerable<string> Shorter(string word) =>
        word.Length > Shortest ? Enumerable.Range(1, word.Length - 1).Append(0).Select(at => word.Remove(at, 1)) : [];
}
