namespace CrossSell.Sdk;

/// <summary>What a document is made of when a line's code adds to it.</summary>
/// <param name="Product">Code of the product, without the line.</param>
/// <param name="Language"><c>hu</c> or <c>en</c>: the language of the document.</param>
/// <param name="Answers">What was answered for this offer.</param>
/// <param name="Quote">The quote of the offer, where there is one.</param>
public sealed record DocumentRequest(string Product, string? Variant, string Language, ClientFacts Client, IReadOnlyDictionary<string, string> Answers, Quote? Quote);

/// <summary>A value that templates of the line may name: <c>line.NAME</c>.</summary>
/// <param name="Name">A word in camelCase.</param>
/// <param name="Example">A value of its type; a list shows one entry.</param>
public sealed record DocumentField(string Name, DocumentValue Example);

/// <summary>A value of a document: exactly one of them is given.</summary>
public abstract record DocumentValue
{
    private DocumentValue()
    {
    }

    /// <summary>Words.</summary>
    public sealed record Words(string Value) : DocumentValue;

    /// <summary>A number; the filter <c>number</c> shapes it.</summary>
    public sealed record Number(decimal Value) : DocumentValue;

    /// <summary>An amount; the filter <c>money</c> shapes it.</summary>
    public sealed record Amount(decimal Value, string Currency) : DocumentValue;

    /// <summary>A calendar date; the filter <c>date</c> shapes it.</summary>
    public sealed record Day(DateOnly Value) : DocumentValue;

    /// <summary>Yes or no; for <c>if</c> and the filter <c>yesno</c>.</summary>
    public sealed record YesNo(bool Value) : DocumentValue;

    /// <summary>A list to repeat over; every entry has the same names.</summary>
    public sealed record Entries(IReadOnlyList<IReadOnlyDictionary<string, DocumentValue>> Items) : DocumentValue;
}
