using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Host.Pages;

/// <summary>What people call products and variants. Filled before a page's handler runs.</summary>
internal sealed class ProductNames(IDispatcher dispatcher, Texts texts)
{
    private CatalogSnapshot? _catalog;

    public IEnumerable<CatalogProduct> All => (_catalog?.Products.Values ?? []).OrderBy(p => p.LineName.In(texts.Language)).ThenBy(p => p.Definition.Name.In(texts.Language));

    public IEnumerable<CatalogRule> Rules => _catalog?.Rules ?? [];

    public async Task Load(CancellationToken ct) => _catalog ??= await dispatcher.Ask(new GetCatalog(), ct);

    public string Of(string code) => _catalog?.Product(code)?.Definition.Name.In(texts.Language) ?? code;

    public string? Variant(string product, string? variant) =>
        variant is null ? null : _catalog?.Product(product)?.Definition.Variants.FirstOrDefault(v => v.Code == variant)?.Name.In(texts.Language) ?? variant;

    /// <summary>What a process's state is called.</summary>
    public string State(string key) =>
        _catalog?.Processes.Values.SelectMany(p => p.States).FirstOrDefault(s => s.Key == key)?.Name.In(texts.Language) ?? key;

    public string Of(string product, string? variant) => Variant(product, variant) is { } name ? $"{Of(product)} – {name}" : Of(product);
}
