using CrossSell.Catalog.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Sdk;

namespace CrossSell.Host.Api;

internal static class CatalogApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var catalog = api.MapGroup(string.Empty).WithTags("Catalog");
        catalog.MapGet("/products", Products).Permit(Permission.SeeCatalog).WithSummary("The products of the active product lines");
    }

    private static async Task<ListAnswer<ProductAnswer>> Products(string? after, int? limit, IDispatcher dispatcher, CancellationToken ct)
    {
        var most = Paging.Limit(limit);
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        return Paging.Cut(catalog.Products.Values.Select(ProductAnswer.Of), p => p.Code, after, most);
    }
}

/// <param name="Code"><c>line/code</c>.</param>
/// <param name="Process">Key of the process an offer of it runs.</param>
internal sealed record ProductAnswer(
    string Code,
    string Line,
    Text LineName,
    string LineVersion,
    Text Name,
    IReadOnlyList<VariantDefinition> Variants,
    TermDefinition? Term,
    ContactDefinition Contact,
    int CooldownDays,
    EligibilityDefinition? Eligible,
    IReadOnlyList<int> SeasonMonths,
    IReadOnlyList<FieldDefinition> Fields,
    string? Process)
{
    public static ProductAnswer Of(CatalogProduct product)
    {
        var d = product.Definition;
        return new(
            product.Code, product.Line, product.LineName, product.LineVersion, d.Name, d.Variants, d.Term, d.Contact, d.CooldownDays, d.Eligible, d.SeasonMonths, d.Fields, product.Process);
    }
}
