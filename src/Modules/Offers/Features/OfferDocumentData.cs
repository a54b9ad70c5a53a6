using System.Globalization;
using System.Text.Json.Nodes;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Data;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Features;

/// <summary>What a contract says of the offer: product, variant, price, covers, first and last day.</summary>
internal sealed class OfferDocumentData(Database database, IDispatcher dispatcher, BusinessClock clock) : IDocumentData
{
    public string Name => "offer";

    public JsonNode Sample => new JsonObject
    {
        ["number"] = "A-1",
        ["product"] = "Lakásbiztosítás",
        ["variant"] = "Alap",
        ["price"] = Money(48000, "HUF"),
        ["period"] = "year",
        ["periodName"] = "év",
        ["calculated"] = true,
        ["lines"] = new JsonArray(new JsonObject { ["label"] = "…", ["amount"] = Money(1000, "HUF"), ["value"] = "…" }),
        ["needsRecorded"] = true,
        ["needsBy"] = "…",
        ["needsAt"] = "2026-01-01",
        ["needs"] = new JsonArray(new JsonObject { ["label"] = "…", ["answer"] = "…" }),
        ["reason"] = "…",
        ["because"] = "…",
        ["start"] = "2026-01-01",
        ["expiry"] = "2027-01-01",
        ["covers"] = new JsonArray(new JsonObject { ["name"] = "Tűz", ["description"] = "…", ["limit"] = Money(30_000_000, "HUF") }),
    };

    public async Task<JsonNode?> Load(DocumentSubject subject, CancellationToken ct)
    {
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        var offer = await OfferParts.Offer(database, subject, ct);
        var product = catalog.Known(subject.Product)?.Definition;
        var variant = Domain.OfferTask.VariantOf(product, subject.Variant);
        var old = await OfferParts.OldContract(database, offer, ct);
        var sold = old is null ? null : new Domain.ContractSold(old.Id, Domain.Cycle.Expiry(old.Expiry, product?.Term, clock.DateOf(offer.CreatedAt)));
        var what = Domain.OfferTask.Subject(offer, catalog, subject.Language, sold, clock.DateOf(offer.ClosedAt ?? clock.Now));
        var price = Domain.OfferTask.PriceOf(offer, variant);
        return new JsonObject
        {
            ["number"] = offer.Id.ToString("N", CultureInfo.InvariantCulture)[^8..].ToUpperInvariant(),
            ["product"] = product?.Name.In(subject.Language) ?? subject.Product,
            ["variant"] = variant?.Name.In(subject.Language),
            ["price"] = price is null ? null : Money(price.Amount, price.Currency),
            ["period"] = price?.Period,
            ["periodName"] = price is null ? null : PeriodName(price.Period, subject.Language),
            ["calculated"] = offer.Terms?.Quote is not null,
            ["lines"] = new JsonArray([.. (offer.Terms?.Quote?.Lines ?? []).Select(l => Line(l, offer.Terms!.Quote!.Currency, subject.Language))]),
            ["needsRecorded"] = offer.Terms is not null,
            ["needsBy"] = offer.Terms?.By,
            ["needsAt"] = offer.Terms is { } terms ? OfferParts.Iso(clock.DateOf(terms.At)) : null,
            ["needs"] = new JsonArray([.. NeedsSaid.Of(product, offer.Terms, subject.Language).Select(n => (JsonNode)new JsonObject { ["label"] = n.Label, ["answer"] = n.Answer })]),
            ["reason"] = offer.Reason.In(subject.Language),
            ["because"] = OfferParts.SaidToClients(offer.Reason)?.In(subject.Language),
            ["start"] = OfferParts.Iso(what.Start),
            ["expiry"] = OfferParts.Iso(what.Expiry),
            ["covers"] = new JsonArray([.. (variant?.Covers ?? []).Select(c => Cover(c, variant!, subject.Language))]),
        };
    }

    private static JsonNode Cover(CoverDefinition cover, VariantDefinition variant, string language) => new JsonObject
    {
        ["name"] = cover.Name.In(language),
        ["description"] = cover.Description?.In(language),
        ["limit"] = cover.Limit is { } limit ? Money(limit, variant.Price?.Currency ?? "HUF") : null,
    };

    private static JsonNode Line(QuotedLine line, string currency, string language) => new JsonObject
    {
        ["label"] = line.In(language),
        ["amount"] = line.Amount is { } amount ? Money(amount, currency) : null,
        ["value"] = line.Value,
    };

    internal static JsonObject Money(decimal amount, string currency) => new() { ["amount"] = amount, ["currency"] = currency };

    private static string PeriodName(string period, string language) => (period, language) switch
    {
        ("year", "en") => "year",
        ("quarter", "en") => "quarter",
        ("month", "en") => "month",
        ("once", "en") => "one-off",
        ("year", _) => "év",
        ("quarter", _) => "negyedév",
        ("month", _) => "hónap",
        ("once", _) => "egyszeri",
        _ => period,
    };
}

internal sealed class ProductDocumentData(IDispatcher dispatcher) : IDocumentData
{
    public string Name => "product";

    public JsonNode Sample => new JsonObject
    {
        ["code"] = "line/code",
        ["name"] = "…",
        ["line"] = "line",
        ["lineName"] = "…",
        ["lineVersion"] = "1.0.0",
        ["variant"] = "…",
        ["termMonths"] = 12,
        ["noticeDays"] = 30,
        ["renews"] = true,
    };

    public async Task<JsonNode?> Load(DocumentSubject subject, CancellationToken ct)
    {
        var product = (await dispatcher.Ask(new GetCatalog(), ct)).Known(subject.Product)
            ?? throw new InvalidOperationException($"Product {subject.Product} is not in the catalog.");
        var term = product.Definition.Term;
        return new JsonObject
        {
            ["code"] = product.Code,
            ["name"] = product.Definition.Name.In(subject.Language),
            ["line"] = product.Line,
            ["lineName"] = product.LineName.In(subject.Language),
            ["lineVersion"] = product.LineVersion,
            ["variant"] = Domain.OfferTask.VariantOf(product.Definition, subject.Variant)?.Name.In(subject.Language),
            ["termMonths"] = term?.Months,
            ["noticeDays"] = term?.NoticeDays,
            ["renews"] = term?.Renews == Renewal.Automatically,
        };
    }
}

/// <summary>The expiring contract that the new one takes the place of.</summary>
internal sealed class OldContractDocumentData(Database database, IDispatcher dispatcher) : IDocumentData
{
    public string Name => "contract";

    public JsonNode Sample => new JsonObject
    {
        ["exists"] = true,
        ["number"] = "K-1",
        ["provider"] = "…",
        ["expiry"] = "2026-12-31",
        ["price"] = OfferDocumentData.Money(40000, "HUF"),
    };

    public async Task<JsonNode> SampleFor(string? line, CancellationToken ct)
    {
        var sample = Sample.AsObject();
        if (line is not null)
        {
            sample["fields"] = new JsonObject(ProductFields.Of(await dispatcher.Ask(new GetCatalog(), ct), line).Select(f => KeyValuePair.Create(f.Name, (JsonNode?)ProductFields.Example(f.Type))));
        }

        return sample;
    }

    public async Task<JsonNode?> Load(DocumentSubject subject, CancellationToken ct)
    {
        var fields = ProductFields.Of(await dispatcher.Ask(new GetCatalog(), ct), subject.Product.Split('/')[0]);
        var old = await OfferParts.OldContract(database, await OfferParts.Offer(database, subject, ct), ct);
        return new JsonObject
        {
            ["exists"] = old is not null,
            ["number"] = old?.Number,
            ["provider"] = old?.Provider,
            ["expiry"] = OfferParts.Iso(old?.Expiry),
            ["price"] = old?.Price is { } price ? OfferDocumentData.Money(price, old.Currency ?? "HUF") : null,
            ["fields"] = new JsonObject(fields.Select(f => KeyValuePair.Create(f.Name, old is null ? null : ProductFields.Read(f.Type, old.Fields.GetValueOrDefault(f.Name), old.Currency ?? "HUF")))),
        };
    }
}

/// <summary>What a product line's contracts carry beyond what every contract has, as fields of its templates.</summary>
internal static class ProductFields
{
    /// <summary>Those of all products of the line; where two products mean different things by one name, the first has it.</summary>
    public static IReadOnlyList<FieldDefinition> Of(CatalogSnapshot catalog, string line) =>
        [.. catalog.Products.Values.Where(p => p.Line == line).SelectMany(p => p.Definition.Fields).DistinctBy(f => f.Name)];

    public static JsonNode Example(FieldType type) => type switch
    {
        FieldType.Number => 1,
        FieldType.Date => "2026-01-01",
        FieldType.YesNo => true,
        FieldType.Money => OfferDocumentData.Money(1_000_000, "HUF"),
        _ => "…",
    };

    /// <summary>The value as the template needs it; none when there is none or it is not of the type.</summary>
    public static JsonNode? Read(FieldType type, string? text, string currency) => (type, text) switch
    {
        (_, null or "") => null,
        (FieldType.Number, _) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null,
        (FieldType.Money, _) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? OfferDocumentData.Money(amount, currency) : null,
        (FieldType.Date, _) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? OfferParts.Iso(day) : null,
        (FieldType.YesNo, _) => bool.TryParse(text, out var yes) ? yes : null,
        _ => text,
    };
}

internal sealed record OldContract(Guid Id, string? Number, string? Provider, DateOnly? Expiry, decimal? Price, string? Currency, IReadOnlyDictionary<string, string> Fields);

internal static class OfferParts
{
    /// <summary>The reason, where it is one that clients may read: others tell of what they refused, or are an advisor's own words.</summary>
    public static Reason? SaidToClients(Reason reason) => reason.Code is "expiry" or "rule" ? reason : null;

    public static async Task<OfferView> Offer(Database database, DocumentSubject subject, CancellationToken ct) =>
        await database.Single($"{OfferSql.Select} where o.id = $1", OfferSql.Read, [subject.OfferId], ct)
        ?? throw new InvalidOperationException($"There is no offer {subject.OfferId}.");

    public static async Task<OldContract?> OldContract(Database database, OfferView offer, CancellationToken ct) =>
        offer is not { ContractId: { } id, Reason.Code: "expiry" }
            ? null
            : await database.Single(
                "select id, number, provider, expiry, price, currency, fields from portfolio.pub_contract where id = $1",
                r => new OldContract(r.GetGuid(0), r.MaybeText(1), r.MaybeText(2), r.Maybe<DateOnly>(3), r.Maybe<decimal>(4), r.MaybeText(5),
                    r.MaybeText(6) is { } fields ? JsonText.Read<Dictionary<string, string>>(fields) : []),
                [id],
                ct);

    public static string? Iso(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
