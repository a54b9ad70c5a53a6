using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;
using CrossSell.Sdk;
using Microsoft.Extensions.Time.Testing;

namespace CrossSell.Unit.Offers;

/// <summary>A client, a catalog and a day to decide on.</summary>
internal static class Book
{
    public static readonly DateOnly Today = new(2026, 9, 14);
    public static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 9, 14, 8, 0, 0, TimeSpan.Zero));
    public static readonly BusinessClock Clock = new(Time, TimeZoneInfo.FindSystemTimeZoneById("Europe/Budapest"));
    public static readonly Actor Advisor = Actor.System("test") with { UserId = Guid.CreateVersion7(), Name = "Anna" };
    private static readonly Text Any = new("hu", "en");

    public static CatalogSnapshot Catalog(params RuleDefinition[] rules) => new(
        new[] { Product("home", "basic", "plus"), Product("life", "basic"), Product("travel", "basic") }.ToDictionary(p => p.Code),
        [.. rules.Select(r => new CatalogRule(r.Code, "x", "1.0.0", r))],
        new Dictionary<string, IReadOnlyList<FollowUpDefinition>> { ["x"] = DefaultFollowUps.Table },
        new Dictionary<string, ProcessDefinition>());

    public static RuleDefinition Rule(string code, Condition when, string offer, int priority = 50, Condition? unless = null, int afterDays = 0) =>
        new(code, when, offer, afterDays, priority, unless, new Text(code + " hu", code + " en"));

    public static ClientLive Client(IEnumerable<ContractView>? contracts = null, IEnumerable<OfferView>? offers = null, bool mayMarket = true, DateOnly? born = null, string[]? granted = null, DateTimeOffset? paused = null, Dictionary<string, string>? attributes = null) => new(
        new CardClient(Guid.CreateVersion7(), null, "Nagy Béla", "person", born ?? new DateOnly(1980, 1, 1), null, null, null, "hu", Guid.CreateVersion7(), ["vip"], false, true, mayMarket,
            granted ?? (mayMarket ? ["phone:marketing", "phone:service"] : ["phone:service"]))
        {
            Attributes = attributes ?? [],
        },
        [.. contracts ?? []], [.. offers ?? []], 1, ContactPolicy.Default, paused);

    public static ContractView Holds(string product, DateOnly? expiry = null, DateOnly? start = null, string status = "live") =>
        new(Guid.CreateVersion7(), null, Guid.Empty, product, null, "us", null, null, start ?? Today.AddYears(-1), expiry ?? Today.AddDays(200), null, null, [], status, 1);

    public static OfferView Offer(string product = "x/home", string? variant = "basic", OfferStatus status = OfferStatus.Open, DateTimeOffset? closed = null, params Outcome[] attempts) => new(
        Guid.CreateVersion7(), Guid.Empty, Guid.Empty, product, variant, new Reason("expiry", "hu", "en"), null, null, Today, Today.AddDays(30), Today, null, status,
        [.. attempts.Select(a => new ContactAttempt(Guid.CreateVersion7(), Time.GetUtcNow(), null, "Anna", "phone", a, null, null, null))],
        null, null, null, Time.GetUtcNow(), closed, 100, 1, "Nagy Béla", ContactPurpose.Marketing);

    private static CatalogProduct Product(string code, params string[] variants) => new(
        "x/" + code, "x", Any, "1.0.0",
        new ProductDefinition(code, Any, [.. variants.Select(v => new VariantDefinition(v, Any))], new TermDefinition(12, Renewal.Automatically, 30), new ContactDefinition(45, []), 60, new EligibilityDefinition(18, null, null), code == "travel" ? [6, 7, 8] : [], [], null),
        null);
}
