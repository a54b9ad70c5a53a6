using CrossSell.Catalog.Messages;
using CrossSell.Kernel;
using CrossSell.Offers.Data;
using CrossSell.Offers.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

namespace CrossSell.Offers.Domain;

/// <summary>What an open offer puts into the worklist, and what its process is about.</summary>
internal static class OfferTask
{
    public static NewTask Of(OfferView offer, TaskKind kind, CatalogSnapshot catalog, DateTimeOffset now)
    {
        var name = catalog.Product(offer.Product)?.Definition.Name ?? new Text(offer.Product, offer.Product);
        return new NewTask(
            Ids.New(now), kind, $"Ajánlat: {name.Hu}", $"Offer: {name.En}", offer.ClientId, offer.Id, null, null, offer.AdvisorId, null,
            offer.PlannedOn, offer.PlannedAt, offer.Priority, offer.ContactFrom, offer.ContactUntil, OfferSql.Word(offer.Purpose));
    }

    public static NewProcess? ProcessOf(OfferView offer, CatalogSnapshot catalog, CardClient client, ContractSold? old, DateTimeOffset now, DateOnly today) =>
        catalog.Product(offer.Product)?.Process is { } key ? new NewProcess(Ids.New(now), key, Subject(offer, catalog, client.Language, old, today)) : null;

    /// <summary>The variant meant: the one named, else the product's first.</summary>
    public static VariantDefinition? VariantOf(ProductDefinition? product, string? code) => product?.Variants.FirstOrDefault(v => v.Code == code) ?? product?.Variants.FirstOrDefault();

    /// <summary>What is being sold: it begins when the contract it replaces ends, else today, and lasts one term.</summary>
    public static ProcessSubject Subject(OfferView offer, CatalogSnapshot catalog, string language, ContractSold? old, DateOnly today)
    {
        var definition = catalog.Product(offer.Product)?.Definition;
        var variant = VariantOf(definition, offer.Variant);
        var start = old?.Expiry is { } ends && ends >= today ? ends : today;
        var expiry = definition?.Term is { } term ? start.AddMonths(term.Months) : (DateOnly?)null;
        var price = variant?.Price is { } listed ? new Portfolio.Messages.PriceData(listed.Amount, listed.Currency, listed.Period) : null;
        return new ProcessSubject(
            offer.ClientId, offer.AdvisorId, offer.Id, offer.Product, variant?.Code, language, start, expiry, definition?.Term?.NoticeDays, price, old?.Id);
    }
}

/// <summary>The expiring contract an offer grew from.</summary>
internal sealed record ContractSold(Guid Id, DateOnly? Expiry);
