using System.Text.Json.Nodes;
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
        catalog.MapGet("/rules", Rules).Permit(Permission.SeeCatalog).WithSummary("The cross-sell rules of the active product lines");
    }

    private static async Task<ListAnswer<ProductAnswer>> Products(string? after, int? limit, IDispatcher dispatcher, CancellationToken ct)
    {
        var most = Paging.Limit(limit);
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        return Paging.Cut(catalog.Products.Values.Select(ProductAnswer.Of), p => p.Code, after, most);
    }

    private static async Task<ListAnswer<RuleAnswer>> Rules(string? after, int? limit, IDispatcher dispatcher, CancellationToken ct)
    {
        var most = Paging.Limit(limit);
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        return Paging.Cut(catalog.Rules.Select(RuleAnswer.Of), r => r.Code, after, most);
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

/// <param name="Code"><c>line/code</c>.</param>
/// <param name="When">As a <c>line.json</c> says it.</param>
/// <param name="Offer">The product offered, <c>line/code</c>.</param>
internal sealed record RuleAnswer(string Code, string Line, string LineVersion, JsonObject When, string Offer, int AfterDays, int Priority, JsonObject? Unless, Text Because)
{
    public static RuleAnswer Of(CatalogRule rule)
    {
        var d = rule.Definition;
        return new($"{rule.Line}/{rule.Code}", rule.Line, rule.LineVersion, ConditionShape.Of(d.When), d.Offer, d.AfterDays, d.Priority, d.Unless is null ? null : ConditionShape.Of(d.Unless), d.Because);
    }
}
