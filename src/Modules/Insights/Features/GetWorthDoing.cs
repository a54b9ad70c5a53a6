using System.Globalization;
using CrossSell.Catalog.Messages;
using CrossSell.Insights.Data;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Segments.Messages;

namespace CrossSell.Insights.Features;

/// <summary>Who sees a large house whole is told what the night counted; everybody else's clients are asked as they are.</summary>
internal sealed class GetWorthDoingHandler(Database database, WorthCounter counter, CallContext call) : IQueryHandler<GetWorthDoing, IReadOnlyList<WorthDoing>>
{
    public async Task<IReadOnlyList<WorthDoing>> Handle(GetWorthDoing request, CancellationToken ct)
    {
        var kept = call.Actor.Scope.All ? await database.Query("select sub from insights.figure where name = $1 and advisor_id = $2", r => r.GetString(0), [WorthCounter.Name, InsightsDb.Everybody], ct) : [];
        return kept.Count > 0 ? JsonText.Read<WorthDoing[]>(kept[0]) : await counter.Count(ct);
    }
}

/// <summary>Asks a few questions that have a work to do as their answer, and says the three that promise most.</summary>
internal sealed class WorthCounter(IDispatcher dispatcher)
{
    /// <summary>Under which the nightly count of a large house is kept among the figures.</summary>
    public const string Name = "worth";

    private const int Most = 3;

    /// <summary>What one client of each is worth compared with the others: those about to leave first, then those nobody spoke to.</summary>
    private static readonly (string Code, string Filter, double Weight, string Hu, string En)[] Questions =
    [
        ("complaints", "complained within 90 and not contacted within 30", 8, "{0} ügyfél panaszt tett az elmúlt 90 napban, és egy hónapja senki nem kereste.", "{0} clients complained in the last 90 days, and nobody has called them for a month."),
        ("expiringUntouched", "expiring any here within 45 and not offered any within 90 and consent any service", 4, "{0} ügyfél nálunk kötött szerződése 45 napon belül lejár, és még nem kapott ajánlatot.", "{0} clients have a contract with us that expires within 45 days, and no offer yet."),
        ("lostBack", "held any and expiring any elsewhere within 60 and consent any marketing", 3, "{0} volt ügyfelünk másnál kötött szerződése 60 napon belül lejár: visszahívhatók.", "{0} former clients have a contract elsewhere that expires within 60 days: they can be won back."),
        ("neverOffered", "bought = 1 and not offered any and consent any marketing", 1, "{0} ügyfél egyszer vásárolt, és azóta senki nem ajánlott neki semmit.", "{0} clients bought once, and nobody has offered them anything since."),
    ];

    public async Task<IReadOnlyList<WorthDoing>> Count(CancellationToken ct)
    {
        var found = new List<(WorthDoing What, double Score)>();
        foreach (var (code, filter, weight, hu, en) in Questions)
        {
            var clients = (await dispatcher.Ask(new TryFilter(filter, 0), ct)).Count;
            found.Add((new WorthDoing(code, clients, null, null, null, filter, Said(hu, clients), Said(en, clients)), clients * weight));
        }

        if (await BestProduct(ct) is { } best)
        {
            found.Add((best, best.Clients * 0.9));
        }

        return [.. found.Where(f => f.What.Clients > 0).OrderByDescending(f => f.Score).ThenBy(f => f.What.Code, StringComparer.Ordinal).Take(Most).Select(f => f.What)];
    }

    private async Task<WorthDoing?> BestProduct(CancellationToken ct)
    {
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        if (catalog.Products.Count == 0)
        {
            return null;
        }

        var best = (await dispatcher.Ask(new GetWhitespace(null, null, null), ct)).Products.Where(p => p.Offerable > 0).OrderByDescending(p => p.Potential).ThenByDescending(p => p.Offerable).FirstOrDefault();
        if (best is null || catalog.Known(best.Product)?.Definition.Name is not { } name)
        {
            return null;
        }

        return new WorthDoing(
            "offerProduct", best.Offerable, best.Product, best.Potential, best.Currency, $"standing {best.Product} offerable",
            string.Format(CultureInfo.InvariantCulture, "{0} ügyfélnek ajánlható ma: {1}.", best.Offerable, name.Hu), string.Format(CultureInfo.InvariantCulture, "{0} clients could be offered this today: {1}.", best.Offerable, name.En));
    }

    private static string Said(string text, int clients) => string.Format(CultureInfo.InvariantCulture, text, clients);
}
