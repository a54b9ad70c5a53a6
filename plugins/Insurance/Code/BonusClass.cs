using System.Globalization;

namespace CrossSell.Plugins.Insurance;

/// <summary>
/// A class of the bonus-malus scale of compulsory motor liability: M04 … M01, A00, B01 … B10. A year of at least 270 insured days without a claim moves one class up;
/// one, two and three claims move two, four and six classes down; four claims or more lead to M04.
/// </summary>
internal readonly record struct BonusClass : IComparable<BonusClass>
{
    private const int Worst = -4;
    private const int Top = 10;
    private const int MostClaims = 4;
    private const int ClassesPerClaim = 2;
    private const int DaysForBonus = 270;

    /// <summary>What the premium of class A00 is multiplied by, from M04 to B10.</summary>
    private static readonly decimal[] Rates = [2.00m, 1.60m, 1.35m, 1.15m, 1.00m, 0.95m, 0.90m, 0.85m, 0.80m, 0.75m, 0.70m, 0.65m, 0.60m, 0.55m, 0.50m];

    private BonusClass(int steps) => Steps = Math.Clamp(steps, Worst, Top);

    public static BonusClass Base => new(0);

    public static BonusClass Best => new(Top);

    public int Steps { get; }

    public decimal Rate => Rates[Steps - Worst];

    /// <summary>Reads <c>B10</c>, <c>B 1</c>, <c>A00</c>, <c>A0</c>, <c>M04</c>; nothing when it is none.</summary>
    public static BonusClass? Parse(string? text)
    {
        var word = text?.Replace(" ", null, StringComparison.Ordinal).ToUpperInvariant();
        return word is { Length: >= 2 and <= 3 } && int.TryParse(word.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (word[0], number) switch
            {
                ('A', 0) => Base,
                ('B', >= 1 and <= Top) => new BonusClass(number),
                ('M', >= 1 and <= -Worst) => new BonusClass(-number),
                _ => null,
            }
            : null;
    }

    /// <summary>The class of the next insurance period.</summary>
    /// <param name="claims">Claims paid in the period.</param>
    /// <param name="insuredDays">Days insured in the period: fewer than 270 without a claim leave the class as it is.</param>
    public BonusClass After(int claims, int insuredDays = 365) => claims switch
    {
        <= 0 => insuredDays >= DaysForBonus ? new BonusClass(Steps + 1) : this,
        >= MostClaims => new BonusClass(Worst),
        _ => new BonusClass(Steps - ClassesPerClaim * claims),
    };

    public int CompareTo(BonusClass other) => Steps.CompareTo(other.Steps);

    public override string ToString() => Steps switch
    {
        0 => "A00",
        > 0 => string.Create(CultureInfo.InvariantCulture, $"B{Steps:00}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"M{-Steps:00}"),
    };
}
