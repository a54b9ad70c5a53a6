using System.Globalization;
using System.Text.Json.Nodes;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Data;
using CrossSell.Offers.Domain;
using CrossSell.Sdk;

namespace CrossSell.Offers.Features;

/// <summary>What the code of a product line adds to its own templates.</summary>
internal sealed class LineDocumentData(Database database, ClientLoader loader, IDispatcher dispatcher, ILineCodes codes, BusinessClock clock) : IDocumentData
{
    public string Name => "line";

    public JsonNode Sample => new JsonObject();

    public Task<JsonNode> SampleFor(string? line, CancellationToken ct) =>
        Task.FromResult<JsonNode>(line is null ? new JsonObject() : new JsonObject(codes.DocumentFields(line).Select(f => KeyValuePair.Create(f.Name, Shape(f.Example)))));

    public async Task<JsonNode?> Load(DocumentSubject subject, CancellationToken ct)
    {
        var line = subject.Product.Split('/')[0];
        var declared = codes.DocumentFields(line);
        if (declared.Count == 0)
        {
            return new JsonObject();
        }

        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        var offer = await OfferParts.Offer(database, subject, ct);
        var live = await loader.Load(subject.ClientId, ct) ?? throw new InvalidOperationException($"There is no client {subject.ClientId}.");
        var quote = offer.Terms?.Quote;
        var filled = codes.Fill(line, new DocumentRequest(
            subject.Product.Split('/')[1], subject.Variant, subject.Language, LineFacts.Of(live, catalog, clock.Today), offer.Terms?.Answers ?? [],
            quote is null ? null : new Quote(quote.Amount, quote.Currency, quote.Period, [.. quote.Lines.Select(l => new QuoteLine(new Text(l.Hu, l.En), l.Amount, l.Value))])));
        return new JsonObject(declared.Select(f => KeyValuePair.Create(f.Name, filled.TryGetValue(f.Name, out var value) ? Shape(value) : null)));
    }

    private static JsonNode? Shape(DocumentValue value) => value switch
    {
        DocumentValue.Words words => words.Value,
        DocumentValue.Number number => number.Value,
        DocumentValue.Amount amount => OfferDocumentData.Money(amount.Value, amount.Currency),
        DocumentValue.Day day => day.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DocumentValue.YesNo yes => yes.Value,
        DocumentValue.Entries entries => new JsonArray([.. entries.Items.Select(item => (JsonNode)new JsonObject(item.Select(v => KeyValuePair.Create(v.Key, Shape(v.Value)))))]),
        _ => throw new InvalidOperationException($"{value.GetType().Name} has no form in a document."),
    };
}
