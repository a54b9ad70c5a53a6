using System.Globalization;
using System.Text;
using CrossSell.Clients.Messages;

namespace CrossSell.Clients.Domain;

/// <summary>Finds in a text as people read it what was typed in plain letters.</summary>
internal static class Marking
{
    /// <summary>The beginnings of words that are one of <paramref name="words"/>.</summary>
    public static IReadOnlyList<Mark> Words(string text, IReadOnlyCollection<string> words)
    {
        var (plain, places) = Plain(text, _ => true);
        var marks = new List<Mark>();
        for (var at = 0; at < plain.Length; at++)
        {
            if (char.IsLetterOrDigit(plain[at]) && (at == 0 || !char.IsLetterOrDigit(plain[at - 1]))
                && words.Where(w => string.CompareOrdinal(plain, at, w, 0, w.Length) == 0).MaxBy(w => w.Length) is { Length: > 0 } word)
            {
                marks.Add(Of(places, at, word.Length));
            }
        }

        return marks;
    }

    /// <summary>Where the letters and digits of <paramref name="key"/> stand one after the other, whatever stands between them.</summary>
    public static IReadOnlyList<Mark> Key(string text, string key)
    {
        var (plain, places) = Plain(text, char.IsLetterOrDigit);
        var at = key.Length == 0 ? -1 : plain.IndexOf(key, StringComparison.Ordinal);
        return at < 0 ? [] : [Of(places, at, key.Length)];
    }

    private static Mark Of(List<int> places, int at, int length) => new(places[at], places[at + length - 1] + 1 - places[at]);

    private static (string Plain, List<int> Places) Plain(string text, Func<char, bool> counts)
    {
        var plain = new StringBuilder(text.Length);
        var places = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            foreach (var c in char.IsSurrogate(text[i]) ? text[i].ToString() : text[i].ToString().Normalize(NormalizationForm.FormD))
            {
                if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && counts(c))
                {
                    plain.Append(char.ToLowerInvariant(c));
                    places.Add(i);
                }
            }
        }

        return (plain.ToString(), places);
    }
}
