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

        var words = IsPhone(query) ? [Digits(PhoneNumber.Normal(query))] : Plain(query).Split(' ', StringSplitOptions.RemoveEmptyEntries);
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

    private static bool IsPhone(string query) => query.Count(char.IsAsciiDigit) >= 6 && query.All(c => char.IsAsciiDigit(c) || " +-/()".Contains(c));

    private static string Digits(string? text) => string.Concat((text ?? string.Empty).Where(char.IsAsciiDigit));

    private static string Escaped(string word) => word
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);
}
