using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Messaging;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Host.Pages;

/// <summary>What people call products and variants. Filled before a page's handler runs.</summary>
internal sealed class ProductNames(IDispatcher dispatcher, Texts texts)
{
    private CatalogSnapshot? _catalog;

    public IEnumerable<CatalogProduct> All => (_catalog?.Products.Values ?? []).OrderBy(p => p.LineName.In(texts.Language)).ThenBy(p => p.Definition.Name.In(texts.Language));

    public IEnumerable<CatalogRule> Rules => _catalog?.Rules ?? [];

    public async Task Load(CancellationToken ct) => _catalog ??= await dispatcher.Ask(new GetCatalog(), ct);

    /// <summary>The reasons to choose from for an outcome about a product.</summary>
    public IReadOnlyList<string> Reasons(string? product, Sdk.Outcome outcome) =>
        _catalog is null || product is null ? OutcomeReasons.OfHouse(outcome) : OutcomeReasons.Of(_catalog, product.Split('/')[0], outcome);

    /// <summary>What the product's contracts carry beyond what every contract does.</summary>
    public IReadOnlyList<Sdk.FieldDefinition> Fields(string? product) => product is null ? [] : _catalog?.Known(product)?.Definition.Fields ?? [];

    public IReadOnlyList<Sdk.VariantDefinition> Variants(string? product) => product is null ? [] : _catalog?.Known(product)?.Definition.Variants ?? [];

    public string Of(string code) => _catalog?.Known(code)?.Definition.Name.In(texts.Language) ?? code;

    /// <summary>A line without products is known by its code.</summary>
    public string Line(string code) => _catalog?.Products.Values.FirstOrDefault(p => p.Line == code)?.LineName.In(texts.Language) ?? code;

    public string? Variant(string product, string? variant) =>
        variant is null ? null : _catalog?.Known(product)?.Definition.Variants.FirstOrDefault(v => v.Code == variant)?.Name.In(texts.Language) ?? variant;

    /// <summary>What it costs as listed, where the line gives a price.</summary>
    public PriceData? ListPrice(string product, string? variant) =>
        _catalog?.Known(product)?.Definition.Variants is { Count: > 0 } variants && (variants.FirstOrDefault(v => v.Code == variant) ?? variants[0]).Price is { } price
            ? new PriceData(price.Amount, price.Currency, price.Period)
            : null;

    /// <summary>What a process's state is called.</summary>
    public string State(string key) =>
        _catalog?.Processes.Values.SelectMany(p => p.States).FirstOrDefault(s => s.Key == key)?.Name.In(texts.Language) ?? key;

    /// <summary>What a process is called.</summary>
    public string Process(string key) => _catalog?.Processes.Values.FirstOrDefault(p => p.Key == key)?.Name.In(texts.Language) ?? key;

    public string Of(string product, string? variant) => Variant(product, variant) is { } name ? $"{Of(product)} – {name}" : Of(product);
}
