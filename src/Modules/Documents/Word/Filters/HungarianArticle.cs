using System.Text.RegularExpressions;

namespace CrossSell.Documents.Word;

/// <summary>“a” or “az”, by how the word that follows is read aloud.</summary>
internal static partial class HungarianArticle
{
    private const string Vowels = "aáeéiíoóöőuúüűäâàèêîôû", LettersReadWithVowel = "flmnrsxy";

    public static string Before(string text) => NeedsAz(text) ? "az" : "a";

    private static bool NeedsAz(string text)
    {
        var start = text.AsSpan().IndexOfAnyExcept(" \u00A0\t\r\n„”“\"'‚’‘»«([{".AsSpan());
        if (start < 0)
        {
            return false;
        }
        var word = text[start..];
        if (char.IsAsciiDigit(word[0]))
        {
            return NumberNeedsAz(word);
        }
        return RomanNumber().Match(word) is { Success: true } roman ? RomanNeedsAz(roman.Groups[1].Value) : WordNeedsAz(word);
    }

    /// <summary>egy, ezer, egymillió; öt, ötven, ötszáz, ötezer: everything else begins with a consonant.</summary>
    private static bool NumberNeedsAz(string word)
    {
        var digits = LeadingDigits(word);
        return digits[0] == '5' || (digits[0] == '1' && digits.Length % 3 == 1);
    }

    private static string LeadingDigits(string word)
    {
        var match = GroupedNumber().Match(word);
        return new string([.. match.Value.Where(char.IsAsciiDigit)]);
    }

    private static bool RomanNeedsAz(string roman) => roman is "I" or "V";

    private static bool WordNeedsAz(string word)
    {
        var letters = word.TakeWhile(char.IsLetter).ToArray();
        if (letters.Length == 0)
        {
            return false;
        }
        var first = char.ToLowerInvariant(letters[0]);
        if (IsSpelled(letters, word))
        {
            return Vowels.Contains(first) || LettersReadWithVowel.Contains(first);
        }
        return Vowels.Contains(first) || (first == 'y' && letters.Length > 1 && !Vowels.Contains(char.ToLowerInvariant(letters[1])));
    }

    /// <summary>OTP, MBH, M1 and F are read letter by letter; MÁV and KÖBE, which a mouth can say, are not.</summary>
    private static bool IsSpelled(char[] letters, string word) =>
        letters.All(char.IsUpper) && letters.All(l => !Vowels.Contains(char.ToLowerInvariant(l)))
        && (letters.Length > 1 || word.Length == 1 || !char.IsLetter(word[1]));

    [GeneratedRegex(@"^([IVX]+)\.(?!\p{L})", RegexOptions.CultureInvariant)]
    private static partial Regex RomanNumber();

    [GeneratedRegex(@"^[0-9]{1,3}(?:[ \u00A0\u202F\u2009.][0-9]{3}(?![0-9]))+|^[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex GroupedNumber();
}
