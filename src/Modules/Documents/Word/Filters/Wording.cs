using System.Collections.Concurrent;
using System.Globalization;

namespace CrossSell.Documents.Word;

/// <summary>How numbers, dates and amounts are written in one culture. Hungarian and English are spelled out here, so every machine writes the same.</summary>
internal sealed class Wording
{
    private const char Nbsp = '\u00A0';
    private static readonly ConcurrentDictionary<CultureInfo, Wording> Known = new();
    private readonly NumberFormatInfo numbers;

    private Wording(CultureInfo culture)
    {
        Culture = culture;
        IsHungarian = culture.TwoLetterISOLanguageName == "hu";
        IsEnglish = culture.TwoLetterISOLanguageName == "en";
        numbers = (NumberFormatInfo)culture.NumberFormat.Clone();
        numbers.NumberGroupSizes = [3];
        numbers.NegativeSign = "-";
        if (IsHungarian || IsEnglish)
        {
            numbers.NumberGroupSeparator = IsHungarian ? Nbsp.ToString() : ",";
            numbers.NumberDecimalSeparator = IsHungarian ? "," : ".";
        }
    }

    public CultureInfo Culture { get; }

    public bool IsHungarian { get; }

    public bool IsEnglish { get; }

    public static Wording For(CultureInfo culture) => Known.GetOrAdd(culture, c => new Wording(c));

    public string Default(Value value) => value.Kind switch
    {
        ValueKind.Text => value.Text,
        ValueKind.Rich => RichText.Plain(value.Text),
        ValueKind.Number => Number(value.Number, null),
        ValueKind.Money => Money(value.Number, value.Text, null),
        ValueKind.Date => Date(value.Date, null),
        ValueKind.YesNo => YesNo(value.YesNo),
        _ => "",
    };

    public string Date(DateTime date, string? pattern)
    {
        if (pattern is null or "long")
        {
            return date.ToString(IsHungarian ? "yyyy. MMMM d." : "d MMMM yyyy", Culture);
        }
        if (pattern == "short")
        {
            return date.ToString(IsHungarian ? "yyyy. MM. dd." : IsEnglish ? "dd'/'MM'/'yyyy" : "d", Culture);
        }
        return date.ToString(pattern.Length == 1 ? "%" + pattern : pattern, Culture);
    }

    public string Money(decimal amount, string currency, int? decimals)
    {
        var digits = decimals ?? Math.Max(Decimals(amount), Currency.HasMinorUnit(currency) ? 2 : 0);
        if (decimals is null && digits == 1)
        {
            digits = 2;
        }
        var number = Number(amount, digits);
        if (IsHungarian)
        {
            return number + Nbsp + (currency == "HUF" ? "Ft" : currency);
        }
        return IsEnglish ? currency + Nbsp + number : number + Nbsp + currency;
    }

    public string Number(decimal number, int? decimals)
    {
        var digits = decimals ?? Decimals(number);
        return Math.Round(number, digits, MidpointRounding.AwayFromZero).ToString("N" + digits, numbers);
    }

    public string YesNo(bool yes) => IsHungarian ? (yes ? "igen" : "nem") : (yes ? "yes" : "no");

    /// <summary>Decimal places that carry a digit: 12.50 has one.</summary>
    public static int Decimals(decimal number) => (number / 1.000000000000000000000000000000000m).Scale;
}
