using System.Globalization;
using System.Text.RegularExpressions;

namespace CrossSell.Segments.Domain.Filters;

/// <summary>Whether a filter means one client: the meaning of every condition. <see cref="FilterSql"/> says the same for many, and a property test holds the two together.</summary>
internal sealed partial class Evaluation(FilterWorld world)
{
    private const string Rejected = "rejected";

    public bool Means(Filter filter, FilterClient c) => filter switch
    {
        Filter.All all => all.Parts.All(p => Means(p, c)),
        Filter.Any any => any.Parts.Any(p => Means(p, c)),
        Filter.Not not => !Means(not.Part, c),
        Filter.Holds f => Live(c, f.Products, f.Place).Any(),
        Filter.Lacks f => !Live(c, f.Products, f.Place).Any(),
        Filter.Held f => c.Contracts.Any(k => f.Products.Has(k.Product)) && !Live(c, f.Products, Place.Anywhere).Any(),
        Filter.ExpiringWithin f => Expires(c, f.Products, f.Place, world.Today, world.Ahead(f.Days)),
        Filter.ExpiringBetween f => Expires(c, f.Products, f.Place, f.From, f.Until),
        Filter.Premium f => f.Comparison.Holds(Live(c, new ProductSet(ProductSet.Any), f.Place).Where(k => k.Currency == f.Currency).Sum(Yearly), f.Amount),
        Filter.Contracts f => f.Comparison.Holds(Live(c, new ProductSet(ProductSet.Any), f.Place).Count(), f.Number),
        Filter.Bought f => f.Comparison.Holds(c.Contracts.Count(k => k.Here && (f.Products is not { } products || products.Has(k.Product))), f.Number),
        Filter.Since f => c.Contracts.Where(k => k.Here).Select(k => (DateOnly?)k.Start).Min() is { } first && f.Comparison.Holds(first, f.Day),
        Filter.Ended f => c.Contracts.Any(k => Ended(f, c, k)),
        Filter.ContactedWithin f => c.Attempts.Any(a => a.At >= world.Begin(world.Ago(f.Days))),
        Filter.ContactedBetween f => c.Attempts.Any(a => a.At >= world.Begin(f.From) && a.At < world.Begin(f.Until.AddDays(1))),
        Filter.NeverContacted => c.Attempts.Count == 0,
        Filter.Outcome f => c.Attempts.Where(a => f.Products.Has(a.Product)).OrderByDescending(a => a.At).ThenByDescending(a => a.Id.ToString("N"), StringComparer.Ordinal).FirstOrDefault() is { } last
            && last.Outcome == f.Word && (f.Reason is null || last.Reason == f.Reason),
        Filter.Offered f => c.Offers.Any(o => f.Products.Has(o.Product) && (f.Days is not { } days || o.CreatedAt >= world.Begin(world.Ago(days))) && OpenedBy(f.By, o) && CameTo(f.Stage, o, c)),
        Filter.Tried f => c.Attempts.Any(a => f.Products.Has(a.Product) && Tried(f, a, c)),
        Filter.Refused f => c.Attempts.Any(a => f.Products.Has(a.Product) && a.Outcome == Rejected && (f.Reason is null || (a.Reason ?? EndedContracts.Unknown) == f.Reason) && (f.Days is not { } days || a.At >= world.Begin(world.Ago(days)))),
        Filter.Complained f => c.Complaints.Concat(c.Attempts.Where(a => a.Reason == "complaint").Select(a => a.At)).Any(at => f.Days is not { } days || at >= world.Begin(world.Ago(days))),
        Filter.Standing f => Standing(c, f.Product) == f.State,
        Filter.Age f => c.BirthDate is { } born && Age(f.Comparison, f.Years, born),
        Filter.Kind f => c.Kind == f.Word,
        Filter.Language f => c.Language == f.Code,
        Filter.City f => c.City == f.Name,
        Filter.PostalCode f => c.PostalCode is { } code && (f.Code.EndsWith('*') ? code.StartsWith(f.Code[..^1], StringComparison.Ordinal) : code == f.Code),
        Filter.Tag f => c.Tags.Contains(f.Name),
        Filter.Advisor f => c.AdvisorEmail.Equals(f.Email, StringComparison.OrdinalIgnoreCase),
        Filter.Team f => c.Team == f.Name,
        Filter.Consent f => MayBeApproached(c, f.Channel, f.Purpose),
        Filter.DoNotContact => c.DoNotContact,
        Filter.Attribute f => c.Attributes.TryGetValue(f.Name, out var value) && Compares(f, value),
        Filter.HasAttribute f => c.Attributes.ContainsKey(f.Name),
        Filter.Segment { Id: { } id } => world.Segments.TryGetValue(id, out var meant) && Means(meant, c),
        _ => throw new InvalidOperationException($"{filter.GetType().Name} has no meaning here."),
    };

    public ProductStanding Standing(FilterClient c, string code)
    {
        if (Live(c, new ProductSet(code), Place.Anywhere).Any())
        {
            return ProductStanding.Held;
        }

        if (c.Offers.Any(o => o.Product == code && o.Status == "open"))
        {
            return ProductStanding.Open;
        }

        var product = world.Products.GetValueOrDefault(code);
        return product is null || !Eligible(product, c) || !MayBeApproached(c, null, "marketing") || c.ContactPaused || (c.HeldOut.TryGetValue(code, out var until) && until >= world.Today) ? ProductStanding.NotAllowed
            : InCooldown(c, product) ? ProductStanding.Cooldown
            : ProductStanding.Offerable;
    }

    /// <summary>A consent to marketing is one to service too; who wants no contact gave none.</summary>
    private static bool MayBeApproached(FilterClient c, string? channel, string purpose)
    {
        string[] channels = channel is null ? ["phone", "email", "post"] : [channel];
        return !c.DoNotContact && channels.Any(ch => c.Granted.Contains($"{ch}:marketing") || (purpose == "service" && c.Granted.Contains($"{ch}:service")));
    }

    private bool Eligible(FilterProduct product, FilterClient c) =>
        product.Offered
        && (product.Season.Count == 0 || product.Season.Contains(world.Today.Month))
        && (product.OnlyKind is null || product.OnlyKind == c.Kind)
        && (c.BirthDate is not { } born || ((product.MinAge is not { } least || Age(Comparison.AtLeast, least, born)) && (product.MaxAge is not { } most || Age(Comparison.AtMost, most, born))));

    private bool InCooldown(FilterClient c, FilterProduct product) =>
        c.Offers.Where(o => o.Product == product.Code && o.ClosedAt is not null && (o.Status == Rejected || o.CooldownUntil is not null)).OrderByDescending(o => o.ClosedAt).ThenByDescending(o => o.Id.ToString("N"), StringComparer.Ordinal).FirstOrDefault() is { } last
        && (last.CooldownUntil ?? world.DateOf(last.ClosedAt!.Value).AddDays(product.CooldownDays)) > world.Today;

    private static bool OpenedBy(string? by, FilterOffer o) => by is null || o.Rule == by || $"{o.Rule}@{o.RuleVersion ?? "?"}" == by || (!by.Contains('/', StringComparison.Ordinal) && o.Origin == by);

    private static bool CameTo(OfferStage stage, FilterOffer o, FilterClient c) => stage switch
    {
        OfferStage.Tried => c.Attempts.Any(a => a.OfferId == o.Id),
        OfferStage.Reached => c.Attempts.Any(a => a.OfferId == o.Id && !Tries.Missed.Contains(a.Outcome)),
        OfferStage.Accepted => o.Status == "accepted",
        OfferStage.Rejected => o.Status == Rejected,
        OfferStage.Open => o.Status == "open",
        _ => true,
    };

    private bool Tried(Filter.Tried f, FilterAttempt a, FilterClient c)
    {
        var (from, until) = Tries.Hours(f.Daypart);
        return (f.Days is not { } days || a.At >= world.Begin(world.Ago(days)))
            && world.HourOf(a.At) is var hour && hour >= from && hour < until
            && (f.Attempt is not { } attempt || attempt == Math.Min(Tries.Last, NumberOf(a, c)))
            && f.Result switch
            {
                TryResult.Reached => !Tries.Missed.Contains(a.Outcome),
                TryResult.Missed => Tries.Missed.Contains(a.Outcome),
                TryResult.Accepted => a.Outcome == "accepted",
                TryResult.Rejected => a.Outcome == Rejected,
                _ => true,
            };
    }

    /// <summary>Which attempt of its offer it was, from 1.</summary>
    private static int NumberOf(FilterAttempt a, FilterClient c) =>
        1 + c.Attempts.Count(b => b.OfferId == a.OfferId && (b.At < a.At || (b.At == a.At && string.CompareOrdinal(b.Id.ToString("N"), a.Id.ToString("N")) < 0)));

    private bool Ended(Filter.Ended f, FilterClient c, FilterContract k)
    {
        if (!k.Here || !f.Products.Has(k.Product) || k.Expiry is not { } end || end < k.Start || end < f.From || end > f.Until)
        {
            return false;
        }

        var since = c.Contracts.Where(n => n.Product == k.Product && n.Start >= end.AddDays(-EndedContracts.Before) && n.Start <= end.AddDays(EndedContracts.After)).ToList();
        var taker = since.Where(n => !n.Here).OrderBy(n => n.Start).ThenBy(n => n.Provider ?? string.Empty, StringComparer.Ordinal).FirstOrDefault();
        var fate = k.Live && world.Products.GetValueOrDefault(k.Product)?.RenewsEvery is not null ? Fate.Itself : since.Any(n => n.Here && !ReferenceEquals(n, k)) ? Fate.Renewed : taker is not null ? Fate.Lost : Fate.Gone;
        return (f.Fate == Fate.Any || f.Fate == fate || (f.Fate == Fate.Left && fate is Fate.Lost or Fate.Gone))
            && (f.Provider is null || (fate == Fate.Lost && (taker?.Provider ?? string.Empty) == f.Provider))
            && (f.Reason is null || WhyEnded(c, k.Product, end) == f.Reason);
    }

    private string WhyEnded(FilterClient c, string product, DateOnly end) =>
        c.Attempts.Where(a => a.Product == product && a.Outcome == Rejected && world.DateOf(a.At) >= end.AddDays(-EndedContracts.RefusedBefore) && world.DateOf(a.At) <= end.AddDays(EndedContracts.After))
            .OrderByDescending(a => a.At).ThenByDescending(a => a.Id.ToString("N"), StringComparer.Ordinal).FirstOrDefault()?.Reason ?? EndedContracts.Unknown;

    private IEnumerable<FilterContract> Live(FilterClient c, ProductSet products, Place place) => c.Contracts.Where(k =>
        k.Live && products.Has(k.Product) && (place == Place.Anywhere || k.Here == (place == Place.Here)) && (world.Cycle(k) is not { } end || end >= world.Today));

    private bool Expires(FilterClient c, ProductSet products, Place place, DateOnly from, DateOnly until) =>
        Live(c, products, place).Any(k => world.Cycle(k) is { } end && end >= from && end <= until);

    private static decimal Yearly(FilterContract contract) => contract.Period switch
    {
        "month" => 12,
        "quarter" => 4,
        "year" => 1,
        _ => 0,
    } * (contract.Amount ?? 0);

    private bool Age(Comparison comparison, int years, DateOnly born)
    {
        bool Of(int least) => born <= world.BornBy(least);
        return comparison switch
        {
            Comparison.AtLeast => Of(years),
            Comparison.More => Of(years + 1),
            Comparison.AtMost => !Of(years + 1),
            Comparison.Less => !Of(years),
            Comparison.Exactly => Of(years) && !Of(years + 1),
            _ => !Of(years) || Of(years + 1),
        };
    }

    private static bool Compares(Filter.Attribute f, string value) =>
        Number(f.Value) is { } with
            ? Number(value) is { } number && f.Comparison.Holds(number, with)
            : f.Comparison.Holds(Math.Sign(string.CompareOrdinal(value, f.Value)), 0);

    /// <summary>What counts as a number in an attribute: not too long for anybody.</summary>
    public static decimal? Number(string text) =>
        Numeric().IsMatch(text) ? decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;

    public const string NumberPattern = @"^-?[0-9]{1,15}(\.[0-9]{1,6})?$";

    [GeneratedRegex(@"\A-?[0-9]{1,15}(\.[0-9]{1,6})?\z")]
    private static partial Regex Numeric();
}
