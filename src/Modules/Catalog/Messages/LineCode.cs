using CrossSell.Sdk;

namespace CrossSell.Catalog.Messages;

/// <summary>
/// The code of the product lines: each call is fenced, so that nothing a line does is an exception or a long wait here. What a fenced-off line would answer stands with each member.
/// </summary>
public interface ILineCodes
{
    /// <summary>Why the line's code is fenced off; nothing while it runs or the line has none.</summary>
    string? FenceOf(string line);

    /// <summary>The conditions the line adds to rules, by name.</summary>
    IReadOnlyDictionary<string, Text> Conditions(string line);

    /// <summary>What the line adds to the model of its templates.</summary>
    IReadOnlyList<DocumentField> DocumentFields(string line);

    /// <summary>Whether the line's code has a say in who may be offered its products.</summary>
    bool Decides(string line);

    /// <summary>Whether the line's code calculates prices.</summary>
    bool Quotes(string line);

    /// <summary>The calculated price; none when the listed one stands, or the line is fenced off.</summary>
    Quote? Quote(string line, QuoteRequest request);

    /// <summary>Why the client may not be offered the product; none also when the line is fenced off: ask <see cref="FenceOf"/>.</summary>
    Text? WhyNot(string line, string product, ClientFacts client);

    /// <summary>What is wrong with the values beyond their type; nothing when the line is fenced off.</summary>
    IReadOnlyList<ValueFault> Check(string line, string product, IReadOnlyDictionary<string, string> fields, DateOnly today);

    /// <summary>The line's values for a document; empty when the line is fenced off.</summary>
    IReadOnlyDictionary<string, DocumentValue> Fill(string line, DocumentRequest request);

    /// <summary>Whether the line's condition holds; never when the line is fenced off.</summary>
    bool Holds(string line, string condition, ClientFacts client);

    /// <summary>What the lines show on the client's page.</summary>
    IReadOnlyList<LineSectionView> Sections(ClientFacts client);
}

/// <summary>A section of a line on the client's page.</summary>
public sealed record LineSectionView(string Line, PageSection Section);

/// <summary>No line has code: what a catalog without assemblies answers.</summary>
public sealed class NoLineCode : ILineCodes
{
    public static NoLineCode Instance { get; } = new();

    public string? FenceOf(string line) => null;

    public IReadOnlyDictionary<string, Text> Conditions(string line) => new Dictionary<string, Text>();

    public IReadOnlyList<DocumentField> DocumentFields(string line) => [];

    public bool Decides(string line) => false;

    public bool Quotes(string line) => false;

    public Quote? Quote(string line, QuoteRequest request) => null;

    public Text? WhyNot(string line, string product, ClientFacts client) => null;

    public IReadOnlyList<ValueFault> Check(string line, string product, IReadOnlyDictionary<string, string> fields, DateOnly today) => [];

    public IReadOnlyDictionary<string, DocumentValue> Fill(string line, DocumentRequest request) => new Dictionary<string, DocumentValue>();

    public bool Holds(string line, string condition, ClientFacts client) => false;

    public IReadOnlyList<LineSectionView> Sections(ClientFacts client) => [];
}
