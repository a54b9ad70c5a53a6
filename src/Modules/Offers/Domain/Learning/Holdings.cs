namespace CrossSell.Offers.Domain.Learning;

/// <summary>Who holds and held what, as columns: small enough for a million clients, with nothing of them but numbers.</summary>
/// <param name="products">Codes; a product is its place in this list from here on.</param>
/// <param name="first">Where the contracts of a client begin, one more than there are clients.</param>
/// <param name="product">By contract, those of one client by start.</param>
/// <param name="start">Day number of the contract's first day.</param>
/// <param name="end">Day number of its last day; <see cref="Lives"/> while it lives.</param>
/// <param name="traits">What clients are: age bands, kinds, attributes.</param>
internal sealed class Holdings(string[] products, int[] first, ushort[] product, int[] start, int[] end, IReadOnlyList<Trait> traits)
{
    public const int Lives = int.MaxValue;

    public string[] Products => products;

    public int Clients => first.Length - 1;

    public int Contracts => product.Length;

    public IReadOnlyList<Trait> Traits => traits;

    /// <summary>What clients answered to offers that were decided.</summary>
    public Answers Answers { get; init; } = Answers.None;

    public History Of(int client)
    {
        var (from, count) = (first[client], first[client + 1] - first[client]);
        return new History { Products = product.AsSpan(from, count), Starts = start.AsSpan(from, count), Ends = end.AsSpan(from, count) };
    }
}

/// <summary>The contracts of one client, by start.</summary>
internal readonly ref struct History
{
    public ReadOnlySpan<ushort> Products { get; init; }

    public ReadOnlySpan<int> Starts { get; init; }

    public ReadOnlySpan<int> Ends { get; init; }

    public int Count => Products.Length;
}

/// <summary>Something a client is: one of some levels.</summary>
/// <param name="Name"><c>age</c>, <c>kind</c>, or <c>attr.NAME</c>.</param>
/// <param name="Levels">What stands for each level, from 1; 0 means that it is not known.</param>
/// <param name="Of">The level by client.</param>
internal sealed record Trait(string Name, IReadOnlyList<Level> Levels, byte[] Of);

/// <summary>One value, or a range of numbers, of a trait.</summary>
/// <param name="Value">The value; none for a range.</param>
/// <param name="Min">The least number of a range, included; <paramref name="Below"/> the first that is too large.</param>
internal sealed record Level(string? Value, decimal? Min = null, decimal? Below = null)
{
    public bool Has(string value, decimal? number) => Value is not null
        ? string.Equals(Value, value, StringComparison.OrdinalIgnoreCase)
        : number >= (Min ?? decimal.MinValue) && number < (Below ?? decimal.MaxValue);
}

/// <summary>Offers that were answered with yes or no, by client.</summary>
internal sealed class Answers(int[] first, ushort[] product, int[] day, bool[] yes)
{
    public static Answers None { get; } = new([], [], [], []);

    public int Count => product.Length;

    /// <summary>The products the client had said no to by a day, and never yes.</summary>
    public void Refused(int client, int until, ICollection<ushort> into)
    {
        into.Clear();
        if (first.Length == 0)
        {
            return;
        }

        for (var at = first[client]; at < first[client + 1]; at++)
        {
            if (day[at] >= until)
            {
                continue;
            }

            if (yes[at])
            {
                into.Remove(product[at]);
            }
            else if (!into.Contains(product[at]))
            {
                into.Add(product[at]);
            }
        }
    }
}
