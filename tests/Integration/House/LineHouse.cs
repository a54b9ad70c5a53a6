using CrossSell.Testing;

namespace CrossSell.Integration.House;

/// <summary>A house of its own with product lines made up by tests, among them bad ones.</summary>
public sealed class LineHouse : HouseFixture
{
    internal LineMaker Lines { get; } = new();

    protected override string Plugins => Lines.Root;

    public override Task InitializeAsync()
    {
        const string rule = """, "rules": [ { "code": "again", "when": { "lacks": "thing", "custom": "grown" }, "offer": "thing", "because": { "hu": "Mert felnőtt.", "en": "Because they are grown up." } } ]""";
        Lines.Line("calculates", Calculating("size * 10"), rule);
        Lines.Line("throws", LineMaker.Class("IQuotes", "public Line() => throw new InvalidOperationException(\"no tariff\"); " + LineMaker.QuoteOf100));
        Lines.Line("sleeps", LineMaker.Class("IQuotes", "public Quote? Quote(QuoteRequest request) { if (request.Answers.GetValueOrDefault(\"size\") == \"99\") Thread.Sleep(3000); return null; }"));
        Lines.Line("plain");
        return base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Lines.Dispose();
    }

    /// <summary>A line that does everything; its price is an expression of <c>size</c>.</summary>
    internal static string Calculating(string price) => LineMaker.Class("IQuotes, IEligibility, IFieldRules, IConditions, IClientSection, IDocumentFields", $$"""
        public Quote? Quote(QuoteRequest request)
        {
            var size = request.Answers.TryGetValue("size", out var said) ? decimal.Parse(said) : 1;
            return new({{price}}, "HUF", "month", [new QuoteLine(new Text("Méret", "Size"), null, size.ToString())]) { Missing = said is null ? ["size"] : [] };
        }

        public Text? WhyNot(string product, ClientFacts client) => client.Tags.Contains("never") ? new Text("Ő nem.", "Not them.") : null;

        public IReadOnlyList<ValueFault> Check(string product, IReadOnlyDictionary<string, string> fields, DateOnly today) =>
            fields.GetValueOrDefault("size") == "13" ? [new ValueFault("size", new Text("A 13 nem jó.", "13 will not do."))] : [];

        public IReadOnlyDictionary<string, Text> Conditions => new Dictionary<string, Text> { ["grown"] = new("felnőtt", "is grown up") };

        public bool Holds(string condition, ClientFacts client) => client.Age >= 18;

        public PageSection? Show(ClientFacts client) => new(new Text("Szakasz", "Section"), [new SectionRow(new Text("Szerződések", "Contracts"), new Text($"{client.Contracts.Count}", $"{client.Contracts.Count}"))]);

        public IReadOnlyList<DocumentField> DocumentFields => [new DocumentField("size", new DocumentValue.Number(1))];

        public IReadOnlyDictionary<string, DocumentValue> Fill(DocumentRequest request) => new Dictionary<string, DocumentValue> { ["size"] = new DocumentValue.Number(7) };
        """);
}

[CollectionDefinition("lines")]
public sealed class LinesCollection : ICollectionFixture<LineHouse>;
