namespace CrossSell.Sdk;

/// <summary>What a line's code is told of a client: enough to calculate and decide, no name, no address, no way to reach them.</summary>
/// <param name="Kind"><c>person</c> or <c>company</c>.</param>
/// <param name="City">Where known.</param>
/// <param name="Tags">The client's tags.</param>
/// <param name="Contracts">All contracts, of every line, here and elsewhere, ended ones included.</param>
/// <param name="Today">The business date to decide by; there is no other clock.</param>
public sealed record ClientFacts(string Kind, DateOnly? BirthDate, string? City, IReadOnlyList<string> Tags, IReadOnlyList<ContractFacts> Contracts, DateOnly Today)
{
    /// <summary>Completed years today; nothing when the birth date is not known.</summary>
    public int? Age => BirthDate is not { } born ? null : Today.Year - born.Year - (Today < born.AddYears(Today.Year - born.Year) ? 1 : 0);

    /// <summary>The live contracts of a product, <c>line/code</c>.</summary>
    public IEnumerable<ContractFacts> Live(string product) => Contracts.Where(c => c.IsLive && c.Product == product);
}

/// <summary>A contract as a line's code sees it.</summary>
/// <param name="Product"><c>line/code</c>.</param>
/// <param name="HeldHere">Whether it is held with this house; otherwise with another provider.</param>
/// <param name="Expiry">The end of the present term, where there is one.</param>
/// <param name="Price">Per period.</param>
/// <param name="Fields">The product's own fields, as text: numbers with a point, dates as <c>yyyy-MM-dd</c>, <c>true</c> and <c>false</c>.</param>
/// <param name="IsLive">Whether it is in force today.</param>
public sealed record ContractFacts(
    string Product, string? Variant, bool HeldHere, DateOnly Start, DateOnly? Expiry, PriceDefinition? Price, IReadOnlyDictionary<string, string> Fields, bool IsLive);
