using CrossSell.Sdk;

namespace CrossSell.Plugins.Lending;

/// <summary>What lending needs beyond data: instalments, the annual percentage rate of charge, and the insurances a lender wants.</summary>
public sealed class LendingLine : IQuotes, IFieldRules, IDocumentFields, IClientSection
{
    private const string Mortgage = "lending/mortgage";

    private static readonly (string Product, Text Name)[] Wanted =
    [
        ("insurance/home", new Text("Lakásbiztosítás a fedezetre", "Home insurance on the property")),
        ("insurance/credit-cover", new Text("Hitelfedezeti védelem", "Credit cover")),
    ];

    public Quote? Quote(QuoteRequest request) => Loans.Quote(request);

    public IReadOnlyList<ValueFault> Check(string product, IReadOnlyDictionary<string, string> fields, DateOnly today) => Loans.Check(product, fields);

    public IReadOnlyList<DocumentField> DocumentFields { get; } =
    [
        new("instalment", new DocumentValue.Amount(147_940, Loans.Currency)),
        new("loanAmount", new DocumentValue.Amount(20_000_000, Loans.Currency)),
        new("months", new DocumentValue.Number(240)),
        new("interest", new DocumentValue.Number(6.4m)),
        new("aprc", new DocumentValue.Number(6.7m)),
        new("totalToPay", new DocumentValue.Amount(35_505_600, Loans.Currency)),
        new("fee", new DocumentValue.Amount(200_000, Loans.Currency)),
        new("insurances", new DocumentValue.Entries([new Dictionary<string, DocumentValue> { ["name"] = new DocumentValue.Words("…"), ["held"] = new DocumentValue.YesNo(false) }])),
    ];

    public IReadOnlyDictionary<string, DocumentValue> Fill(DocumentRequest request)
    {
        var loan = Loans.Of(request.Product, request.Variant, request.Answers);
        var insurances = request.Product == "mortgage"
            ? Wanted.Select(w => (IReadOnlyDictionary<string, DocumentValue>)new Dictionary<string, DocumentValue>
            {
                ["name"] = new DocumentValue.Words(w.Name.In(request.Language)),
                ["held"] = new DocumentValue.YesNo(request.Client.Live(w.Product).Any()),
            }).ToList()
            : [];
        return new Dictionary<string, DocumentValue>
        {
            ["instalment"] = new DocumentValue.Amount(loan.Instalment, Loans.Currency),
            ["loanAmount"] = new DocumentValue.Amount(loan.Amount, Loans.Currency),
            ["months"] = new DocumentValue.Number(loan.Months),
            ["interest"] = new DocumentValue.Number(loan.InterestPercent),
            ["aprc"] = new DocumentValue.Number(loan.AprcPercent),
            ["totalToPay"] = new DocumentValue.Amount(loan.Total, Loans.Currency),
            ["fee"] = new DocumentValue.Amount(loan.Fee, Loans.Currency),
            ["insurances"] = new DocumentValue.Entries(insurances),
        };
    }

    public PageSection? Show(ClientFacts client) => client.Live(Mortgage).Any()
        ? new PageSection(
            new Text("A hitelező elvárásai", "What the lender wants"),
            [.. Wanted.Select(w => client.Live(w.Product).Any()
                ? new SectionRow(w.Name, new Text("megvan", "held"))
                : new SectionRow(w.Name, new Text("hiányzik", "missing"), Urgent: true))])
        : null;
}
