using CrossSell.Catalog.Messages;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Domain;

/// <summary>The live cross-sell state of one client: what decisions are made from. Changed only after the commit.</summary>
/// <param name="Policy">The house's contact policy as it stood when the client was loaded; a change of it has every client read again.</param>
/// <param name="PausedSince">When the contact data turned out wrong, while they are being corrected.</param>
internal sealed record ClientLive(CardClient Client, IReadOnlyList<ContractView> Contracts, IReadOnlyList<OfferView> Offers, int Version, ContactPolicy Policy, DateTimeOffset? PausedSince)
{
    /// <summary>Products about which the client is left alone so that a campaign can be measured, with the last day of it.</summary>
    public IReadOnlyDictionary<string, DateOnly> HeldOut { get; init; } = new Dictionary<string, DateOnly>();

    /// <summary>Offers that were mailed lately.</summary>
    public IReadOnlyList<OfferMail> Mailed { get; init; } = [];

    /// <summary>The days on which somebody tried to reach the client, whatever it was about: by mail too. What the client answered by a mail's link is no approach of ours.</summary>
    public HashSet<DateOnly> ApproachDays(Func<DateTimeOffset, DateOnly> dateOf) => [.. Offers.SelectMany(o => o.Attempts).Where(a => !LinkAnswer.Is(a)).Select(a => dateOf(a.At)), .. Mailed.Select(m => dateOf(m.At))];

    public DateOnly? HeldOutOf(string product, DateOnly today) => HeldOut.TryGetValue(product, out var until) && until >= today ? until : null;

    public IEnumerable<OfferView> Open => Offers.Where(o => o.Status == OfferStatus.Open);

    public IEnumerable<ContractView> LiveContracts(CatalogSnapshot catalog, DateOnly today) =>
        Contracts.Where(c => Cycle.IsLive(c, catalog.Known(c.Product)?.Definition.Term, today));

    /// <summary>How the client is approached in this right.</summary>
    public ContactChannel ChannelOfApproach(ContactPurpose purpose, ContactChannel? wish = null) =>
        ContactRules.ChannelOf(Client.Granted, purpose, Client.Phone is not null, Client.Email is not null, wish);

    public bool Holds(string product, CatalogSnapshot catalog, DateOnly today) => LiveContracts(catalog, today).Any(c => c.Product == product);

    /// <summary>The day until which a refused product is not offered again, or nothing: by the last refusal, as long as its row of the follow-up table says, else as the product says.</summary>
    public DateOnly? CooldownOf(CatalogProduct product, Func<DateTimeOffset, DateOnly> dateOf, DateOnly today)
    {
        var last = Offers.Where(o => o.Product == product.Code && o.ClosedAt is not null && (o.Status == OfferStatus.Rejected || o.CooldownUntil is not null)).MaxBy(o => o.ClosedAt);
        DateOnly? until = last is null ? null : last.CooldownUntil ?? dateOf(last.ClosedAt!.Value).AddDays(product.Definition.CooldownDays);
        return until > today ? until : null;
    }

    public ClientLive With(IEnumerable<OfferView> changed)
    {
        var offers = Offers.ToDictionary(o => o.Id);
        foreach (var offer in changed)
        {
            offers[offer.Id] = offer;
        }

        return this with { Offers = [.. offers.Values.OrderByDescending(o => o.CreatedAt)], Version = Version + 1 };
    }
}
