namespace CrossSell.Offers.Domain.Learning;

/// <summary>What a fact about a client speaks of.</summary>
internal enum FactKind
{
    /// <summary>Holds the product.</summary>
    Holds,

    /// <summary>Held it once and does not now.</summary>
    Held,

    /// <summary>Said no to it.</summary>
    Refused,

    /// <summary>Gained it last.</summary>
    Last,

    /// <summary>How many products the client holds.</summary>
    Number,

    /// <summary>How long ago the last one was gained.</summary>
    Since,

    /// <summary>The month of the year.</summary>
    Month,

    /// <summary>What the client is.</summary>
    Trait,
}

/// <summary>The facts a table has rows for, numbered in one row. Two spaces of the same products, traits and width number alike.</summary>
/// <param name="Products">How many products there are.</param>
/// <param name="Dated">Whether it matters what was gained when.</param>
/// <param name="Levels">How many levels each trait has.</param>
internal sealed record FactSpace(int Products, bool Dated, IReadOnlyList<int> Levels)
{
    public const int MostHeld = 6;
    private static readonly int[] SinceDays = [31, 92, 366, 1096];

    private int Numbers => (Dated ? 4 : 3) * Products;

    private int Sinces => Numbers + MostHeld + 1;

    private int Months => Sinces + SinceDays.Length + 1;

    private int Traits => Dated ? Months + 12 : Sinces;

    public int Count => Traits + Levels.Sum();

    /// <summary>From here on facts are levels of traits.</summary>
    public int FirstTrait => Traits;

    public int Holds(int product) => product;

    public int Held(int product) => Products + product;

    public int Refused(int product) => (2 * Products) + product;

    public int Last(int product) => (3 * Products) + product;

    public int Number(int held) => Numbers + Math.Min(held, MostHeld);

    public int Since(int days)
    {
        var at = Array.FindIndex(SinceDays, d => days < d);
        return Sinces + (at < 0 ? SinceDays.Length : at);
    }

    /// <summary>The days of a fact of this kind, from and below.</summary>
    public static Level SinceRange(int of) => new(null, of == 0 ? null : SinceDays[of - 1], of == SinceDays.Length ? null : SinceDays[of]);

    /// <summary>Whether it is about when something was gained: true of everybody at some time, so that only what came next says something.</summary>
    public bool IsOfTime(int fact) => Dated && fact < Traits && (fact >= Sinces || (fact >= Last(0) && fact < Numbers));

    public int Month(int month) => Months + month - 1;

    /// <param name="level">From 1.</param>
    public int Level(int trait, int level)
    {
        var at = Traits + level - 1;
        for (var before = 0; before < trait; before++)
        {
            at += Levels[before];
        }

        return at;
    }

    /// <summary>What a number stands for: the product, the level of the trait, or the number itself.</summary>
    public (FactKind Kind, int Of, int Level) Meaning(int fact)
    {
        if (fact < Numbers)
        {
            return ((FactKind)(fact / Products), fact % Products, 0);
        }

        if (fact < Sinces)
        {
            return (FactKind.Number, fact - Numbers, 0);
        }

        if (fact < Traits)
        {
            return fact < Months ? (FactKind.Since, fact - Sinces, 0) : (FactKind.Month, fact - Months + 1, 0);
        }

        var at = fact - Traits;
        var trait = 0;
        while (at >= Levels[trait])
        {
            at -= Levels[trait++];
        }

        return (FactKind.Trait, trait, at + 1);
    }
}
