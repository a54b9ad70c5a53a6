using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Data;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Features;

/// <summary>Questions, answers and price of offers, by the product line.</summary>
internal sealed class TermsDesk(ClientLoader loader, BusinessClock clock)
{
    public async Task<ClientLive> Client(Guid id, CancellationToken ct) => await loader.Load(id, ct) ?? throw new NotFoundException("client", id);

    /// <summary>The answers as they are kept; throws with every fault.</summary>
    public Dictionary<string, string> Read(CatalogProduct product, CatalogSnapshot catalog, IReadOnlyDictionary<string, string> answers, bool whole)
    {
        var faults = new Faults();
        var asked = Asked(product).ToDictionary(f => f.Name);
        foreach (var unknown in answers.Keys.Where(name => !asked.ContainsKey(name)))
        {
            faults.Add($"answers.{unknown}", "unknownField", $"{product.Definition.Name.En} asks nothing by this name.");
        }

        var read = FieldValues.Read(asked.Values, answers, "answers", faults, product.Definition.Needs.Where(f => f.Required && whole).Select(f => f.Name).ToHashSet());
        foreach (var said in faults.Any ? [] : catalog.Code.Check(product.Line, product.Definition.Code, read, clock.Today))
        {
            faults.Add($"answers.{said.Field}", "lineSays", said.Message.En, ("why", said.Message));
        }

        faults.Throw();
        return read;
    }

    public QuotedPrice? Quote(CatalogProduct product, string? variant, ClientLive live, CatalogSnapshot catalog, IReadOnlyDictionary<string, string> answers, DateOnly start) => QuotedPrice.Of(
        catalog.Code.Quote(product.Line, new QuoteRequest(
            product.Definition.Code, OfferTask.VariantOf(product.Definition, variant)?.Code, LineFacts.Of(live, catalog, clock.Today), answers, start)));

    public static IEnumerable<FieldDefinition> Asked(CatalogProduct product) => product.Definition.Needs.Concat(product.Definition.Fields).DistinctBy(f => f.Name);

    public DateOnly StartOf(OfferView offer, ClientLive live, CatalogSnapshot catalog) =>
        live.Contracts.FirstOrDefault(c => c.Id == offer.ContractId) is { } old && Cycle.Expiry(old.Expiry, catalog.Known(old.Product)?.Definition.Term, clock.Today) is { } ends && ends >= clock.Today ? ends : clock.Today;
}

internal sealed class GetTermsHandler(TermsDesk desk, IDispatcher dispatcher) : IQueryHandler<GetTerms, TermsForm>
{
    public async Task<TermsForm> Handle(GetTerms request, CancellationToken ct)
    {
        var offer = await dispatcher.Ask(new GetOffer(request.OfferId), ct);
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        var product = catalog.Known(offer.Product) ?? throw new NotFoundException("product", offer.Product);
        var live = await desk.Client(offer.ClientId, ct);
        var known = offer.Terms?.Answers ?? OfPresentContract(offer, product, live);
        var quote = offer.Terms?.Quote ?? (offer.Status == OfferStatus.Open ? desk.Quote(product, offer.Variant, live, catalog, known, desk.StartOf(offer, live, catalog)) : null);
        var needs = product.Definition.Needs;
        return new TermsForm(offer, needs, [.. product.Definition.Fields.ExceptBy(needs.Select(n => n.Name), f => f.Name)], known, quote, catalog.Code.FenceOf(product.Line));
    }

    /// <summary>What the contract it grew from says, else the latest of the product.</summary>
    private static Dictionary<string, string> OfPresentContract(OfferView offer, CatalogProduct product, ClientLive live)
    {
        var present = live.Contracts.FirstOrDefault(c => c.Id == offer.ContractId && c.Product == offer.Product) ?? live.Contracts.FirstOrDefault(c => c.Product == offer.Product);
        return present is null ? [] : TermsDesk.Asked(product).Where(f => present.Fields.ContainsKey(f.Name)).ToDictionary(f => f.Name, f => present.Fields[f.Name]);
    }
}

internal sealed class SaveTermsHandler(IUnitOfWork unit, TermsDesk desk, IDispatcher dispatcher, CallContext call, BusinessClock clock) : ICommandHandler<SaveTerms, OfferView>
{
    public async Task<OfferView> Handle(SaveTerms request, CancellationToken ct)
    {
        var offer = await dispatcher.Ask(new GetOffer(request.OfferId), ct);
        if (offer.Status != OfferStatus.Open)
        {
            throw new ConflictException("error.offerClosed", $"This offer is no longer open: it was {offer.Status.ToString().ToLowerInvariant()}.", ("status", offer.Status), ("by", offer.Attempts.LastOrDefault()?.By), ("at", offer.ClosedAt));
        }

        if (request.IfVersion is { } expected && expected != offer.Version)
        {
            throw new StaleException();
        }

        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        var product = catalog.Product(offer.Product) ?? throw new InvalidInputException("product", "unknownProduct", $"There is no product {offer.Product}.");
        DemandRunning(catalog, product);
        var answers = desk.Read(product, catalog, request.Answers, whole: true);
        var live = await desk.Client(offer.ClientId, ct);
        var quote = desk.Quote(product, offer.Variant, live, catalog, answers, desk.StartOf(offer, live, catalog));
        DemandRunning(catalog, product);
        var terms = new OfferTerms((offer.Terms?.Version ?? 0) + 1, answers, quote, product.LineVersion, call.Actor.Name, clock.Now);
        var after = offer with { Terms = terms, Version = offer.Version + 1 };
        unit.Write("update offers.offer set terms = $2, version = case when version = $3 and status = 'open' then version + 1 end where id = $1", offer.Id, Json.Of(terms), offer.Version);
        unit.Audit(new AuditDraft("offers.terms", "offer", offer.Id, offer.ClientId, Face(offer.Terms), Face(terms)));
        unit.MoveClients([offer.ClientId]);
        unit.Touch(offer.ClientId);
        unit.Remember(Idempotency.Entry(call, request, after));
        return after;
    }

    /// <summary>A fence is said as what it is, not as a price that is not there.</summary>
    internal static void DemandRunning(CatalogSnapshot catalog, CatalogProduct product)
    {
        if (catalog.Code.FenceOf(product.Line) is { } fence)
        {
            throw new RuleBrokenException("error.lineFenced", $"The code of the product line {product.Line} is fenced off: {fence}", ("line", product.LineName), ("why", fence));
        }
    }

    private static object? Face(OfferTerms? terms) => terms is null ? null : new { terms.Version, terms.Answers, Price = terms.Quote?.Amount, terms.Quote?.Currency, terms.Quote?.Period, terms.LineVersion };
}

internal sealed class AskQuoteHandler(TermsDesk desk, IDispatcher dispatcher, BusinessClock clock) : IQueryHandler<AskQuote, QuotedPrice>
{
    public async Task<QuotedPrice> Handle(AskQuote request, CancellationToken ct)
    {
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        var product = catalog.Product(request.Product) ?? throw new InvalidInputException("product", "unknownProduct", $"There is no product {request.Product}.");
        if (request.Variant is not null && product.Definition.Variants.All(v => v.Code != request.Variant))
        {
            throw new InvalidInputException("variant", "unknownVariant", $"{request.Product} has no variant {request.Variant}.");
        }

        var answers = desk.Read(product, catalog, request.Answers, whole: false);
        var quote = desk.Quote(product, request.Variant, await desk.Client(request.ClientId, ct), catalog, answers, clock.Today);
        SaveTermsHandler.DemandRunning(catalog, product);
        return quote ?? Listed(product, request.Variant);
    }

    private static QuotedPrice Listed(CatalogProduct product, string? variant) => OfferTask.VariantOf(product.Definition, variant)?.Price is { } price
        ? new QuotedPrice(price.Amount, price.Currency, price.Period, [], [])
        : throw new RuleBrokenException("error.noPrice", $"{product.Code} has neither a calculated nor a listed price.", ("product", product.Definition.Name));
}

internal sealed class GetClientSectionsHandler(ClientLoader loader, IDispatcher dispatcher, BusinessClock clock) : IQueryHandler<GetClientSections, IReadOnlyList<LineSectionView>>
{
    public async Task<IReadOnlyList<LineSectionView>> Handle(GetClientSections request, CancellationToken ct)
    {
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        var live = await loader.Load(request.ClientId, ct) ?? throw new NotFoundException("client", request.ClientId);
        var active = catalog.Products.Values.Select(p => p.Line).ToHashSet();
        return [.. catalog.Code.Sections(LineFacts.Of(live, catalog, clock.Today)).Where(s => active.Contains(s.Line))];
    }
}
