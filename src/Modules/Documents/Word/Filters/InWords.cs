using System.Globalization;
using Humanizer;

namespace CrossSell.Documents.Word;

/// <summary>Numbers and amounts as they are written out in a contract, in Hungarian and English.</summary>
internal static class InWords
{
    private const decimal Largest = 999_999_999_999_999m;
    private const int MostDecimals = 3;
    private static readonly CultureInfo Hungarian = CultureInfo.GetCultureInfo("hu-HU"), English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly string[] HungarianFractions = ["", "tized", "század", "ezred"];

    public static Value Number(decimal number, Wording wording) => Refusal(number, MostDecimals, wording) ?? Value.Of(wording.IsHungarian ? NumberHu(number) : NumberEn(number));

    public static Value Money(decimal amount, string code, Wording wording) =>
        Refusal(amount, 2, wording) ?? Value.Of(wording.IsHungarian ? MoneyHu(amount, Currency.Of(code)) : MoneyEn(amount, Currency.Of(code)));

    private static Value? Refusal(decimal number, int decimals, Wording wording)
    {
        if (!wording.IsHungarian && !wording.IsEnglish)
        {
            return Value.Wrong("noWordsInLanguage", $"cannot be written in words in “{wording.Culture.Name}”; words exist in Hungarian and English");
        }
        if (Math.Abs(number) > Largest)
        {
            return Value.Wrong("tooLargeForWords", "is too large to be written in words");
        }
        return Wording.Decimals(number) > decimals ? Value.Wrong("tooExactForWords", $"has more than {decimals} decimals and cannot be written in words exactly") : null;
    }

    private static string NumberHu(decimal number)
    {
        var (whole, fraction, digits) = Split(number);
        var words = Sign(number, "mínusz ") + Hu(whole);
        return digits == 0 ? words : $"{words} egész {Hu(fraction)} {HungarianFractions[digits]}";
    }

    private static string NumberEn(decimal number)
    {
        var (whole, fraction, digits) = Split(number);
        var words = Sign(number, "minus ") + En(whole);
        return digits == 0 ? words : $"{words} point {string.Join(' ', fraction.ToString("D" + digits, CultureInfo.InvariantCulture).Select(d => En(d - '0')))}";
    }

    private static string MoneyHu(decimal amount, Currency currency)
    {
        var (whole, cents) = Cents(amount);
        var words = $"{Sign(amount, "mínusz ")}{BeforeNoun(Hu(whole))} {currency.Hungarian}";
        return cents == 0 ? words : $"{words} {BeforeNoun(Hu(cents))} {currency.HungarianMinor}";
    }

    private static string MoneyEn(decimal amount, Currency currency)
    {
        var (whole, cents) = Cents(amount);
        var words = $"{Sign(amount, "minus ")}{En(whole)} {(whole == 1 ? currency.One : currency.Many)}";
        return cents == 0 ? words : $"{words} and {En(cents)} {(cents == 1 ? currency.MinorOne : currency.MinorMany)}";
    }

    /// <summary>Two is “kettő” alone and “két” before what is counted.</summary>
    private static string BeforeNoun(string words) => words.EndsWith("kettő", StringComparison.Ordinal) ? words[..^"kettő".Length] + "két" : words;

    private static (long Whole, int Fraction, int Digits) Split(decimal number)
    {
        var size = Math.Abs(number);
        var digits = Wording.Decimals(size);
        return ((long)decimal.Truncate(size), (int)((size % 1) * (decimal)Math.Pow(10, digits)), digits);
    }

    private static (long Whole, int Cents) Cents(decimal amount)
    {
        var size = Math.Abs(amount);
        return ((long)decimal.Truncate(size), (int)((size % 1) * 100));
    }

    private static string Sign(decimal number, string minus) => number < 0 ? minus : "";

    private static string Hu(long number) => number.ToWords(Hungarian);

    private static string En(long number) => number.ToWords(English);
}
