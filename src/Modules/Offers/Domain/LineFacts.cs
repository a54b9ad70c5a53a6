using CrossSell.Catalog.Messages;
using CrossSell.Portfolio.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Domain;

/// <summary>What the code of product lines is told of a client.</summary>
internal static class LineFacts
{
    public static ClientFacts Of(ClientLive live, CatalogSnapshot catalog, DateOnly today) => new(
        live.Client.Kind, live.Client.BirthDate, live.Client.City, live.Client.Tags, [.. live.Contracts.Select(c => Of(c, catalog, today))], today);

    private static ContractFacts Of(ContractView contract, CatalogSnapshot catalog, DateOnly today)
    {
        var term = catalog.Known(contract.Product)?.Definition.Term;
        return new ContractFacts(
            contract.Product, contract.Variant, contract.HeldAt == "us", contract.Start, Cycle.Expiry(contract.Expiry, term, today),
            contract.Price is { } p ? new PriceDefinition(p.Amount, p.Currency, p.Period) : null, contract.Fields, Cycle.IsLive(contract, term, today));
    }
}
