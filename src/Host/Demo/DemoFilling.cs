using CrossSell.Access.Messages;
using CrossSell.Catalog.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;
using CrossSell.Worklist.Messages;

namespace CrossSell.Host.Demo;

/// <summary>Fills the demo's book: clients, then what came before, and last what they hold, by which a start that was broken off is known.</summary>
internal sealed class DemoFilling(IServiceProvider services, DemoRecipe recipe)
{
    /// <summary>Places in the book of two clients who asked to be left alone.</summary>
    private static readonly int[] LeftAlone = [72, 120];

    private static readonly string[] Complaints = ["Két hete vár a kárszakértőre, senki nem hívta vissza.", "A díjemelésről nem kapott értesítést.", "Háromszor hívtuk ugyanazzal a héten, ezt szóvá tette."];
    private readonly BusinessClock _clock = services.GetRequiredService<BusinessClock>();

    /// <param name="begun">The contracts that ended are there.</param>
    public async Task Fill(bool begun, CancellationToken ct)
    {
        var clients = new DemoClients(_clock.Today).Make();
        var contracts = new DemoContracts(_clock.Today, recipe).Make(clients);
        await Import(clients, ct);
        var ids = (await services.GetRequiredService<IClientDirectory>().ByExternalIds([.. clients.Select(c => c.ExternalId)], ct)).ToDictionary(c => c.Key, c => c.Value.Id);
        foreach (var client in LeftAlone.Select(i => clients[i]))
        {
            await DemoBook.Send(services, new StopContact(ids[client.ExternalId], "demo"), ct);
        }

        var past = new DemoHistory(_clock.Today, recipe).Make([.. clients.Where((_, i) => !LeftAlone.Contains(i))], contracts);
        if (!begun)
        {
            await DemoBook.Send(services, new LoadContracts([.. past.Ended.Select(c => new LoadedContract(Ids.New(_clock.Now), false, Data(c, ids[c.Client])))]), ct);
        }

        if ((await DemoBook.Ask(services, new ListOffers(null, null, null, null, null, 1), ct)).Items.Count == 0)
        {
            await Remember(past, clients, contracts, ids, ct);
        }

        var file = new DemoFile(DemoContract.Columns(recipe));
        foreach (var contract in contracts)
        {
            file.Add(contract.Row());
        }

        Whole(await DemoBook.Send(services, new ImportContracts(file.ToBytes(), DryRun: false, AllOrNothing: true), ct));
    }

    private async Task Import(IReadOnlyList<DemoClient> clients, CancellationToken ct)
    {
        var file = new DemoFile(DemoClient.Columns);
        foreach (var client in clients)
        {
            file.Add(client.Row());
        }

        Whole(await DemoBook.Send(services, new ImportClients(file.ToBytes(), DryRun: false, AllOrNothing: true), ct));
    }

    private async Task Remember(DemoPast past, IReadOnlyList<DemoClient> clients, IReadOnlyList<DemoContract> contracts, Dictionary<string, Guid> ids, CancellationToken ct)
    {
        var people = (await DemoBook.Ask(services, new ListUsers(), ct)).ToDictionary(u => u.Email, StringComparer.OrdinalIgnoreCase);
        var catalog = await DemoBook.Ask(services, new GetCatalog(), ct);
        await DemoBook.Send(services, new LoadOffers([.. past.Approaches.Select(a => Loaded(a, ids[a.Client], people[a.Advisor.Email], catalog))]), ct);
        var once = contracts.Where(c => c.Provider is null).GroupBy(c => c.Client).Where(c => c.Count() == 1).Select(c => c.Key).ToHashSet();
        foreach (var (client, said) in clients.Where(c => once.Contains(c.ExternalId)).Where((_, i) => i % 13 == 5).Zip(Complaints))
        {
            await DemoBook.Send(services, new WriteNote(ids[client.ExternalId], said, Pinned: false, Complaint: true), ct, people[client.Advisor.Email]);
        }
    }

    private LoadedOffer Loaded(DemoApproach made, Guid client, UserItem advisor, CatalogSnapshot catalog)
    {
        var rule = made.Origin == "rule" ? catalog.Rules.Where(r => r.Definition.Offer == made.Product).OrderByDescending(r => r.Definition.Priority).ThenBy(r => r.Code, StringComparer.Ordinal).FirstOrDefault() : null;
        var reason = (made.Origin, rule) switch
        {
            (_, { } by) => new Reason("rule", by.Definition.Because.Hu, by.Definition.Because.En),
            ("expiry", _) => new Reason("expiry", "A nálunk kötött szerződés lejárt.", "The contract held with us was expiring."),
            ("nextSuggestion", _) => new Reason("nextSuggestion", "Az előző ajánlat elutasítása után ezt javasoltuk.", "Suggested after another offer was refused."),
            _ => new Reason("manual", "A tanácsadó ajánlotta.", "The advisor recommended it."),
        };
        return new LoadedOffer(
            client, made.Product, made.Variant, reason, rule is null ? null : $"{rule.Line}/{rule.Code}", made.Origin == "expiry" ? ContactPurpose.Service : ContactPurpose.Marketing, _clock.At(made.Opened, new TimeOnly(7, 30)),
            [.. made.Attempts.Select(a => new LoadedAttempt(_clock.At(a.Day, a.At), advisor.Id, advisor.Name, a.Outcome, a.Reason))]);
    }

    private static ContractData Data(DemoContract c, Guid client) => new(
        c.ExternalId, client, c.Product, c.Variant, "us", null, c.Number, c.Start, c.Expiry, null, new PriceData(c.Price, "HUF", c.Period), new Dictionary<string, string>(c.Fields));

    private static void Whole(ImportReport report)
    {
        if (report.Rejected is [var first, ..])
        {
            throw new InvalidOperationException(
                $"The demo book could not be filled: {report.Rejected.Count} {report.Kind} were refused, the first in line {first.Line}: {first.Reason} It needs the product lines that {DemoRecipe.File} names.");
        }
    }
}
