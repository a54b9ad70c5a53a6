using System.Text.RegularExpressions;

namespace CrossSell.Clients.Domain;

/// <summary>Telephone numbers as E.164, <c>+36…</c> where no country is said.</summary>
internal static partial class PhoneNumber
{
    public static bool IsValid(string number) =>
        number.StartsWith("+36", StringComparison.Ordinal) ? Hungarian().IsMatch(number) : International().IsMatch(number);

    public static string Normal(string text)
    {
        var digits = string.Concat(text.Where(c => c is not (' ' or '\u00a0' or '-' or '–' or '/' or '(' or ')' or '.')));
        return digits switch
        {
            ['+', ..] => digits,
            ['0', '0', .. var rest] => "+" + rest,
            ['0', '6', .. var rest] => "+36" + rest,
            ['3', '6', .. var rest] when rest.Length is 8 or 9 => "+36" + rest,
            _ when digits.Length is 8 or 9 => "+36" + digits,
            _ => digits,
        };
    }

    [GeneratedRegex(@"^\+36[1-9]\d{7,8}$", RegexOptions.CultureInvariant)]
    private static partial Regex Hungarian();

    [GeneratedRegex(@"^\+[1-9]\d{6,14}$", RegexOptions.CultureInvariant)]
    private static partial Regex International();
}
