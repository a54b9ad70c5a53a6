namespace CrossSell.Sdk;

/// <summary>
/// The one public class of a product line's assembly, with a public constructor without parameters. It says what data can't by implementing any of
/// <see cref="IQuotes"/>, <see cref="IEligibility"/>, <see cref="IFieldRules"/>, <see cref="IDocumentFields"/>, <see cref="IConditions"/>, <see cref="IClientSection"/>.
/// </summary>
/// <remarks>
/// The host makes it once and calls it from one thread at a time. A call must answer from its arguments, within a second, without waiting for anything outside:
/// one that throws or takes longer has the line's code fenced off until somebody tries it again. Arguments are immutable and hold only what the call is about.
/// </remarks>
public interface ILineCode;

/// <summary>Calculates what a product costs a client.</summary>
public interface IQuotes : ILineCode
{
    /// <summary>The price and the lines it is made of; nothing when the listed price of the variant stands.</summary>
    /// <param name="request">Product, variant, client, and the answers given so far; an answer that was not given is missing.</param>
    /// <returns>A quote, also a partial one: what is still to be asked stands in <see cref="Quote.Missing"/>.</returns>
    Quote? Quote(QuoteRequest request);
}

/// <summary>Says who may be offered a product where age and kind do not suffice.</summary>
public interface IEligibility : ILineCode
{
    /// <summary>Why the client may not be offered the product now; nothing when they may. Asked after what <c>line.json</c> says under <c>eligible</c>.</summary>
    Text? WhyNot(string product, ClientFacts client);
}

/// <summary>Checks the fields of a contract and the answers of an offer beyond their type.</summary>
public interface IFieldRules : ILineCode
{
    /// <summary>What is wrong with the values, all of it; none when they are right. Values that were not given are not in <paramref name="fields"/>.</summary>
    /// <param name="product">Code of the product, without the line.</param>
    IReadOnlyList<ValueFault> Check(string product, IReadOnlyDictionary<string, string> fields, DateOnly today);
}

/// <summary>Adds data to the model that the line's Word templates are filled from; they stand under <c>line</c>.</summary>
public interface IDocumentFields : ILineCode
{
    /// <summary>Every value a template may name, with an example: what templates are checked against.</summary>
    IReadOnlyList<DocumentField> DocumentFields { get; }

    /// <summary>The values for one document. A declared field that is left out is empty; one that was not declared is refused.</summary>
    IReadOnlyDictionary<string, DocumentValue> Fill(DocumentRequest request);
}

/// <summary>Adds conditions for rules: <c>{ "custom": "NAME" }</c>.</summary>
public interface IConditions : ILineCode
{
    /// <summary>The conditions by name, with the sentence the portal says for each.</summary>
    IReadOnlyDictionary<string, Text> Conditions { get; }

    /// <summary>Whether the condition holds for the client today.</summary>
    bool Holds(string condition, ClientFacts client);
}

/// <summary>Shows a section of the line on the client's page.</summary>
public interface IClientSection : ILineCode
{
    /// <summary>The section, or nothing when there is nothing to say about this client.</summary>
    PageSection? Show(ClientFacts client);
}
