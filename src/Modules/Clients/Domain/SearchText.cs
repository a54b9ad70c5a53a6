using System.Globalization;
using System.Text;

namespace CrossSell.Clients.Domain;

/// <summary>Makes what people type and what is stored comparable: lower case, no accents, telephone numbers as digits.</summary>
internal static class SearchText
{
    public static string Of(Client client)
    {
        var swapped = $"{client.GivenName} {client.FamilyName} {client.GivenName}";
        return Plain(string.Join(' ', client.Name, swapped, client.CompanyName, client.Email, client.ExternalId, Digits(client.Phone)));
    }

    /// <summary>The patterns of a search, all of which must match; a telephone number is one of them however it is spaced.</summary>
    public static string[] Patterns(string? query)
    {
        if (string.IsNullOrWhiteSpace(query))
        {
            return [];
        }

        var words = IsPhone(query, 6) ? [Digits(PhoneNumber.Normal(query))] : Plain(query).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. words.Where(w => w.Length > 0).Distinct().Select(w => $"%{Escaped(w)}%")];
    }

    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsWhiteSpace(c))
            {
                plain.Append(plain.Length > 0 && plain[^1] != ' ' ? " " : string.Empty);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(char.ToLowerInvariant(c));
            }
        }

        return plain.ToString().Trim();
    }

    /// <summary>The words of a text: letters and digits, plain.</summary>
    public static IReadOnlyList<string> Words(string? text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in Plain(text ?? string.Empty).Append(' '))
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(c);
            }
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        return words;
    }

    /// <summary>A number or code without what only makes it readable: <c>CS-2024-00 17</c> is <c>cs20240017</c>.</summary>
    public static string Key(string? text) => string.Concat(Plain(text ?? string.Empty).Where(char.IsLetterOrDigit));

    /// <summary>Whether somebody types a telephone number: digits and what stands between them, at least <paramref name="least"/>.</summary>
    public static bool IsPhone(string query, int least) => query.Count(char.IsAsciiDigit) >= least && query.All(c => char.IsAsciiDigit(c) || " \u00a0+-–/().".Contains(c));

    public static string Digits(string? text) => string.Concat((text ?? string.Empty).Where(char.IsAsciiDigit));

    private static string Escaped(string word) => word
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);
}
