using CrossSell.Catalog.Messages;
using CrossSell.Kernel;
using CrossSell.Offers.Data;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

namespace CrossSell.Offers.Domain;

/// <summary>What an open offer puts into the worklist, and what its process is about.</summary>
internal static class OfferTask
{
    public static NewTask Of(OfferView offer, CatalogSnapshot catalog, DateTimeOffset now)
    {
        var (hu, en) = Title(offer.Channel, NameOf(offer, catalog));
        return new NewTask(
            Ids.New(now), KindOf(offer.Channel), hu, en, offer.ClientId, offer.Id, null, null, AssigneeOf(offer.Owner, offer.AdvisorId), RoleOf(offer.Owner),
            offer.PlannedOn, offer.PlannedAt, offer.Priority, offer.ContactFrom, offer.ContactUntil, OfferSql.Word(offer.Purpose));
    }

    /// <summary>The offer's task as it is to be for the next contact.</summary>
    public static NextContact Next(OfferView offer, CatalogSnapshot catalog)
    {
        var (hu, en) = Title(offer.Channel, NameOf(offer, catalog));
        return new NextContact(offer.Id, KindOf(offer.Channel), hu, en, offer.AdvisorId, RoleOf(offer.Owner), offer.PlannedOn, offer.PlannedAt);
    }

    public static (string Hu, string En) Title(ContactChannel channel, Text product) => channel switch
    {
        ContactChannel.Email => ($"E-mail: {product.Hu}", $"E-mail: {product.En}"),
        ContactChannel.Post => ($"Levél: {product.Hu}", $"Letter: {product.En}"),
        ContactChannel.Meeting => ($"Találkozó: {product.Hu}", $"Meeting: {product.En}"),
        _ => ($"Ajánlat: {product.Hu}", $"Offer: {product.En}"),
    };

    public static string? RoleOf(StepOwner owner) => owner == StepOwner.Advisor ? null : owner.ToString().ToLowerInvariant();

    public static Guid? AssigneeOf(StepOwner owner, Guid advisor) => owner == StepOwner.Advisor ? advisor : null;

    public static TaskKind KindOf(ContactChannel channel) => channel switch
    {
        ContactChannel.Email => TaskKind.Email,
        ContactChannel.Post => TaskKind.Letter,
        ContactChannel.Meeting => TaskKind.Meeting,
        _ => TaskKind.Call,
    };

    private static Text NameOf(OfferView offer, CatalogSnapshot catalog) => catalog.Known(offer.Product)?.Definition.Name ?? new Text(offer.Product, offer.Product);

    public static NewProcess? ProcessOf(OfferView offer, CatalogSnapshot catalog, CardClient client, ContractSold? old, DateTimeOffset now, DateOnly today) =>
        catalog.Product(offer.Product)?.Process is { } key ? new NewProcess(Ids.New(now), key, Subject(offer, catalog, client.Language, old, today)) : null;

    /// <summary>The variant meant: the one named, else the product's first.</summary>
    public static VariantDefinition? VariantOf(ProductDefinition? product, string? code) => product?.Variants.FirstOrDefault(v => v.Code == code) ?? product?.Variants.FirstOrDefault();

    /// <summary>What is being sold: it begins when the contract it replaces ends, else today, and lasts one term.</summary>
    public static ProcessSubject Subject(OfferView offer, CatalogSnapshot catalog, string language, ContractSold? old, DateOnly today)
    {
        var definition = catalog.Known(offer.Product)?.Definition;
        var variant = VariantOf(definition, offer.Variant);
        var start = old?.Expiry is { } ends && ends >= today ? ends : today;
        var expiry = definition?.Term is { } term ? start.AddMonths(term.Months) : (DateOnly?)null;
        var price = PriceOf(offer, variant);
        return new ProcessSubject(
            offer.ClientId, offer.AdvisorId, offer.Id, offer.Product, variant?.Code, language, start, expiry, definition?.Term?.NoticeDays, price, old?.Id)
        {
            Fields = definition is null || offer.Terms is null ? null : definition.Fields.Where(f => offer.Terms.Answers.ContainsKey(f.Name)).ToDictionary(f => f.Name, f => offer.Terms.Answers[f.Name]),
        };
    }

    /// <summary>What was calculated for the client, else what is listed.</summary>
    public static PriceData? PriceOf(OfferView offer, VariantDefinition? variant) =>
        offer.Terms?.Quote is { } quote ? new PriceData(quote.Amount, quote.Currency, quote.Period)
        : variant?.Price is { } listed ? new PriceData(listed.Amount, listed.Currency, listed.Period)
        : null;
}

/// <summary>The expiring contract an offer grew from.</summary>
internal sealed record ContractSold(Guid Id, DateOnly? Expiry);
