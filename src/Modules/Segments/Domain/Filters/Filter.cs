namespace CrossSell.Segments.Domain.Filters;

/// <summary>Which clients: the meaning of a filter, whatever words it was said in. Two that mean the same word by word are equal.</summary>
internal abstract record Filter
{
    /// <summary>Every part holds.</summary>
    public sealed record All(FilterParts Parts) : Filter;

    /// <summary>At least one part holds.</summary>
    public sealed record Any(FilterParts Parts) : Filter;

    public sealed record Not(Filter Part) : Filter;

    /// <summary>Holds a live contract of the product.</summary>
    public sealed record Holds(ProductSet Products, Place Place) : Filter;

    public sealed record Lacks(ProductSet Products, Place Place) : Filter;

    /// <summary>Held it once, and holds it no more.</summary>
    public sealed record Held(ProductSet Products) : Filter;

    /// <summary>A live contract's present cycle ends from today on, within so many days.</summary>
    public sealed record ExpiringWithin(ProductSet Products, Place Place, int Days) : Filter;

    public sealed record ExpiringBetween(ProductSet Products, Place Place, DateOnly From, DateOnly Until) : Filter;

    /// <summary>What the live contracts cost in a year, those of the currency added up; what is paid once does not count.</summary>
    public sealed record Premium(Place Place, Comparison Comparison, decimal Amount, string Currency) : Filter;

    /// <summary>How many live contracts.</summary>
    public sealed record Contracts(Place Place, Comparison Comparison, int Number) : Filter;

    /// <summary>How many contracts the client ever made with us, live or ended; of these products only, when some are named.</summary>
    public sealed record Bought(ProductSet? Products, Comparison Comparison, int Number) : Filter;

    /// <summary>The first contract with us began then; who has none is never meant.</summary>
    public sealed record Since(Comparison Comparison, DateOnly Day) : Filter;

    /// <summary>A contract held here whose term ended in these days, and what became of it.</summary>
    /// <param name="Provider">Of what was lost, to whom.</param>
    /// <param name="Reason">Why the client refused the same product last, around the expiry; <see cref="EndedContracts.Unknown"/> where nothing is known.</param>
    public sealed record Ended(ProductSet Products, Fate Fate, DateOnly From, DateOnly Until, string? Provider, string? Reason) : Filter;

    public sealed record ContactedWithin(int Days) : Filter;

    public sealed record ContactedBetween(DateOnly From, DateOnly Until) : Filter;

    public sealed record NeverContacted : Filter;

    /// <summary>The last contact about the product ended so.</summary>
    public sealed record Outcome(ProductSet Products, string Word, string? Reason) : Filter;

    /// <summary>An offer was opened, within so many days when that is said.</summary>
    /// <param name="By">What opened it: a rule, <c>line/code</c> or <c>line/code@version</c>, or an origin such as <c>expiry</c>.</param>
    /// <param name="Stage">How far it came.</param>
    public sealed record Offered(ProductSet Products, string? By, OfferStage Stage, int? Days) : Filter;

    /// <summary>Somebody tried to reach the client about an offer: at which of its attempts, at what time of day, and what came of it.</summary>
    /// <param name="Attempt">1 to 6; 7 for the seventh and every later one; none for any.</param>
    public sealed record Tried(ProductSet Products, int? Attempt, Daypart Daypart, TryResult Result, int? Days) : Filter;

    /// <summary>An offer was refused, for this reason when one is said; <see cref="EndedContracts.Unknown"/> where none was written down.</summary>
    public sealed record Refused(ProductSet Products, string? Reason, int? Days) : Filter;

    public sealed record Complained(int? Days) : Filter;

    /// <summary>How one product stands with the client today.</summary>
    public sealed record Standing(string Product, ProductStanding State) : Filter;

    public sealed record Age(Comparison Comparison, int Years) : Filter;

    public sealed record Kind(string Word) : Filter;

    public sealed record Language(string Code) : Filter;

    public sealed record City(string Name) : Filter;

    /// <param name="Code">Whole, or its beginning with a star: <c>11*</c>.</param>
    public sealed record PostalCode(string Code) : Filter;

    public sealed record Tag(string Name) : Filter;

    public sealed record Advisor(string Email) : Filter;

    public sealed record Team(string Name) : Filter;

    /// <param name="Channel">None for any of them.</param>
    public sealed record Consent(string? Channel, string Purpose) : Filter;

    public sealed record DoNotContact : Filter;

    /// <summary>An attribute is known and compares so: as numbers where the value is one, else letter by letter.</summary>
    public sealed record Attribute(string Name, Comparison Comparison, string Value) : Filter;

    public sealed record HasAttribute(string Name) : Filter;

    /// <param name="Id">Which segment the name means; none before it was looked up.</param>
    public sealed record Segment(string Name, Guid? Id) : Filter
    {
        public bool Equals(Segment? other) => other is not null && Name == other.Name;

        public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>The filter and everything in it.</summary>
    public IEnumerable<Filter> Self() => this switch
    {
        All all => all.Parts.SelectMany(p => p.Self()).Prepend(this),
        Any any => any.Parts.SelectMany(p => p.Self()).Prepend(this),
        Not not => not.Part.Self().Prepend(this),
        _ => [this],
    };

    /// <summary>The filter with its conditions changed.</summary>
    public Filter Map(Func<Filter, Filter> change) => this switch
    {
        All all => new All(new FilterParts(all.Parts.Select(p => p.Map(change)))),
        Any any => new Any(new FilterParts(any.Parts.Select(p => p.Map(change)))),
        Not not => new Not(not.Part.Map(change)),
        _ => change(this),
    };
}

/// <summary>Parts of a group, equal when each is.</summary>
internal sealed class FilterParts(IEnumerable<Filter> parts) : List<Filter>(parts), IEquatable<FilterParts>
{
    public bool Equals(FilterParts? other) => other is not null && this.SequenceEqual(other);

    public override bool Equals(object? obj) => Equals(obj as FilterParts);

    public override int GetHashCode() => this.Aggregate(Count, (hash, part) => HashCode.Combine(hash, part));
}

/// <summary>Where a contract is held.</summary>
internal enum Place
{
    Anywhere,
    Here,
    Elsewhere,
}

/// <summary>What became of a contract held here when its term ended: the first that is so.</summary>
internal enum Fate
{
    /// <summary>Whatever became of it.</summary>
    Any,

    /// <summary>It goes on by itself.</summary>
    Itself,

    /// <summary>The client has the product here again.</summary>
    Renewed,

    /// <summary>The client has it elsewhere since.</summary>
    Lost,

    /// <summary>It is seen nowhere.</summary>
    Gone,

    /// <summary>Lost or gone.</summary>
    Left,
}

/// <summary>How far an offer came.</summary>
internal enum OfferStage
{
    Any,

    /// <summary>Somebody tried to reach the client.</summary>
    Tried,

    /// <summary>The client was spoken to.</summary>
    Reached,
    Accepted,
    Rejected,
    Open,
}

/// <summary>When somebody tried, by the hour in the business time zone.</summary>
internal enum Daypart
{
    Any,

    /// <summary>Before 10 o'clock.</summary>
    Early,

    /// <summary>From 10 to 12.</summary>
    Morning,

    /// <summary>From 12 to 14.</summary>
    Noon,

    /// <summary>From 14 to 17.</summary>
    Afternoon,

    /// <summary>From 17 o'clock on.</summary>
    Evening,
}

/// <summary>What came of one attempt.</summary>
internal enum TryResult
{
    Any,

    /// <summary>The client was spoken to, whatever was said.</summary>
    Reached,
    Missed,
    Accepted,
    Rejected,
}

/// <summary>What a contact says of having reached somebody, and the hours of a day's parts: as the figures count.</summary>
internal static class Tries
{
    /// <summary>This attempt of an offer and every later one are one.</summary>
    public const int Last = 7;

    /// <summary>Outcomes of who was not spoken to.</summary>
    public static readonly string[] Missed = ["noAnswer", "wrongContact"];

    /// <summary>First hour, and the one after the last.</summary>
    public static (int From, int Until) Hours(Daypart part) => part switch
    {
        Daypart.Early => (0, 10),
        Daypart.Morning => (10, 12),
        Daypart.Noon => (12, 14),
        Daypart.Afternoon => (14, 17),
        Daypart.Evening => (17, 24),
        _ => (0, 24),
    };
}

internal enum Comparison
{
    AtLeast,
    AtMost,
    More,
    Less,
    Exactly,
    Other,
}

/// <summary>How one product stands with one client: the first that is so.</summary>
internal enum ProductStanding
{
    Held,

    /// <summary>An offer is open.</summary>
    Open,

    /// <summary>No consent, not eligible, out of season, held out of a campaign, or the contact data are being corrected.</summary>
    NotAllowed,

    /// <summary>Refused lately.</summary>
    Cooldown,

    Offerable,
}

/// <summary>A product, the products of a line (<c>line/*</c>), or any.</summary>
internal readonly record struct ProductSet(string Code)
{
    public const string Any = "any";

    public bool IsAny => Code == Any;

    public string? Line => Code.EndsWith("/*", StringComparison.Ordinal) ? Code[..^2] : null;

    public bool Has(string product) => IsAny || (Line is { } line ? product.StartsWith(line + "/", StringComparison.Ordinal) : product == Code);

    public override string ToString() => Code;
}

internal static class Comparing
{
    public static bool Holds<T>(this Comparison comparison, T value, T with)
        where T : IComparable<T> => (comparison, value.CompareTo(with)) switch
        {
            (Comparison.AtLeast, >= 0) or (Comparison.AtMost, <= 0) or (Comparison.More, > 0) or (Comparison.Less, < 0) or (Comparison.Exactly, 0) => true,
            (Comparison.Other, var order) => order != 0,
            _ => false,
        };

    public static string Sql(this Comparison comparison) => comparison switch
    {
        Comparison.AtLeast => ">=",
        Comparison.AtMost => "<=",
        Comparison.More => ">",
        Comparison.Less => "<",
        Comparison.Exactly => "=",
        _ => "<>",
    };
}
