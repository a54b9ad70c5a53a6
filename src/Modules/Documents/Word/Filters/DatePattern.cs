using System.Globalization;

namespace CrossSell.Documents.Word;

/// <summary>Patterns of year, month and day letters; a pattern from another system is refused instead of printing nonsense.</summary>
internal static class DatePattern
{
    private const string Letters = "yMdHhmst";

    public static string Checked(string pattern)
    {
        if (pattern is "long" or "short")
        {
            return pattern;
        }
        if (pattern.Length == 0 || pattern.Contains('%'))
        {
            throw Refuse(pattern);
        }
        var quoted = false;
        foreach (var c in pattern)
        {
            quoted ^= c == '\'';
            if (!quoted && char.IsLetter(c) && !Letters.Contains(c))
            {
                throw Refuse(pattern);
            }
        }
        return quoted ? throw Refuse(pattern) : Formats(pattern);
    }

    private static string Formats(string pattern)
    {
        try
        {
            _ = Wording.For(CultureInfo.InvariantCulture).Date(new DateTime(2026, 11, 23), pattern);
            return pattern;
        }
        catch (FormatException)
        {
            throw Refuse(pattern);
        }
    }

    private static TagException Refuse(string pattern) =>
        new("datePattern", $"“{pattern}” is not a date pattern. Write “long”, “short”, or letters such as yyyy. MM. dd. (MMMM is the month's name; other words go between apostrophes).");
}
