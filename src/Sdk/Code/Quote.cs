namespace CrossSell.Sdk;

/// <summary>What a quote is asked for.</summary>
/// <param name="Product">Code of the product, without the line.</param>
/// <param name="Variant">Code of the variant; none when the product has none.</param>
/// <param name="Answers">What was asked for this offer (<c>needs</c>) and the product's fields, as text: numbers with a point, dates as <c>yyyy-MM-dd</c>, <c>true</c> and <c>false</c>.</param>
/// <param name="Start">First day of the contract to be.</param>
public sealed record QuoteRequest(string Product, string? Variant, ClientFacts Client, IReadOnlyDictionary<string, string> Answers, DateOnly Start);

/// <summary>A calculated price.</summary>
/// <param name="Amount">What is paid per period; not below zero.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Period"><c>once</c>, <c>month</c>, <c>quarter</c> or <c>year</c>.</param>
/// <param name="Lines">How it came about, in the order to be read.</param>
public sealed record Quote(decimal Amount, string Currency, string Period, IReadOnlyList<QuoteLine> Lines)
{
    /// <summary>Names of answers that would make it exact and were not given.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}

/// <summary>One line of a quote: an amount, a rate, or a remark.</summary>
/// <param name="Amount">In the quote's currency, where the line is an amount.</param>
/// <param name="Value">Another value, said as text: <c>× 0.80</c>, <c>B10</c>, <c>7.4 %</c>.</param>
public sealed record QuoteLine(Text Label, decimal? Amount, string? Value = null);
