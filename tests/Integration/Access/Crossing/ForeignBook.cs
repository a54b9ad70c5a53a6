using CrossSell.Access.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Documents.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Mail.Messages;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;
using CrossSell.Sdk;
using CrossSell.Segments.Messages;
using CrossSell.Worklist.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Integration.Access.Crossing;

/// <summary>A client of somebody else's with everything a client can have, each with words in it that are nowhere else; and a picture of their rows, by which a change shows.</summary>
internal sealed class ForeignBook(HouseFixture house)
{
    private readonly string _mark = Guid.CreateVersion7().ToString("N")[^10..];
    private readonly Dictionary<string, string> _ids = [];
    private string? _picture;

    public string ExternalId => "X-" + _mark;

    public string Name => $"Rejtett{_mark}";

    /// <summary>Words that nobody may read who may not see the client.</summary>
    public IReadOnlyList<string> Secrets => [Name, $"titok{_mark}", $"Zár utca {_mark}", $"JEGYZET-{_mark}", $"TEENDO-{_mark}", $"SZAM-{_mark}", $"Cég{_mark}", $"TAVOL-{_mark}", $"ATADAS-{_mark}", $"FELJEGYZES-{_mark}", $"Testver{_mark}", $"KAPCSOLAT-{_mark}", $"NEZET-{_mark}", $"SZEGMENS-{_mark}", $"KAMPANY-{_mark}", $"Megmarad{_mark}", $"Beolvad{_mark}"];

    public Guid ClientId => Guid.Parse(_ids["client"]);

    public Actor Advisor { get; private set; } = null!;

    public string Of(string kind) => _ids.TryGetValue(kind, out var id) ? id : throw new UnknownKeyException($"ForeignBook of tests/Integration/Access/Crossing has no {kind}: plant one.");

    public async Task Plant()
    {
        Advisor = await house.Person(Role.Advisor, $"Idegen {_mark}", "Crossing A " + _mark);
        var client = await house.Send(new AddClient(new ClientData(
            ExternalId, "person", Name, "Kovács", null, new DateOnly(1975, 3, 2), null, $"titok{_mark}@example.com", "+36301234567",
            new AddressData("HU", "1011", "Budapest", $"Zár utca {_mark}"), "hu", house.Emails[Advisor.UserId!.Value], [], [new ConsentData("phone", "marketing", true), new ConsentData("phone", "service", true)])));
        var home = await Contract(client.Id, "insurance/home", house.Today.AddDays(50));
        await Contract(client.Id, "insurance/accident", house.Today.AddDays(40));
        await Contract(client.Id, "insurance/life", null);
        await house.Send(new RunScan(null));
        var offers = (await house.Ask(new ListOffers(client.Id, OfferStatus.Open, null, null, null, 20))).Items;
        var sold = offers.Single(o => o.Product == "insurance/home");
        var open = offers.Single(o => o.Product == "insurance/accident");
        var accepted = await house.Send(Advisor, new RecordOutcome(sold.Id, Outcome.Accepted, null, $"JEGYZET-{_mark}", null, null, null));
        var tried = await house.Send(Advisor, new RecordOutcome(open.Id, Outcome.NoAnswer, null, $"JEGYZET-{_mark}", null, null, null));
        var task = await house.Send(Advisor, new AddTask(client.Id, TaskKind.Call, $"TEENDO-{_mark}", house.Today.AddDays(2), null, null));
        var note = await house.Send(Advisor, new WriteNote(client.Id, $"FELJEGYZES-{_mark}", true));
        var sibling = await house.Send(new AddClient(new ClientData(null, "person", $"Testver{_mark}", "Kovács", null, null, null, null, null, null, "hu", house.Emails[Advisor.UserId.Value], [], [])));
        var link = await house.Send(Advisor, new LinkClients(client.Id, sibling.Id, LinkKind.Household, $"KAPCSOLAT-{_mark}"));
        var view = await house.Send(Advisor, new AddView(new ViewData($"NEZET-{_mark}", ClientLists.UsualColumns, new ClientFilter(null, null), "name", false), false));
        var (kept, doubled) = (await new Given(house).Client(Advisor, $"Megmarad{_mark}"), await new Given(house).Client(Advisor, $"Beolvad{_mark}"));
        var merge = await house.Send(Advisor, new MergeClients(kept.Id, doubled.Id, null));
        var segment = await house.Send(Advisor, new AddSegment(new SegmentData($"SZEGMENS-{_mark}", $"tag SZEGMENS-{_mark}", false)));
        var campaign = await house.Send(Advisor, new AddCampaign(new CampaignData($"KAMPANY-{_mark}", segment.Id.ToString(), null, "insurance/travel", null, null, null, null, null, null, null)));
        var leave = await house.Send(Advisor, new AddLeave(null, house.Today.AddDays(90), house.Today.AddDays(91), $"TAVOL-{_mark}", false));
        var colleague = await house.Person(Role.Advisor, $"Idegen társ {_mark}", "Crossing A " + _mark);
        var handover = await house.Send(new HandOver(house.Emails[Advisor.UserId.Value], [house.Emails[colleague.UserId!.Value]], On: house.Today.AddDays(300), Note: $"ATADAS-{_mark}"));
        var document = await HouseFixture.Eventually(
            "the foreign client's contract", () => house.Ask(new ListDocuments(client.Id, null, null, null, 5)), d => d.Items.Any(x => x.Status == "generated"));
        var mail = Guid.CreateVersion7();
        await house.Send(new RequestMail { Id = mail, Template = "contract-for-signature", To = MailTo.Client, ClientId = client.Id, OfferId = open.Id });
        await HouseFixture.Eventually("the foreign client's mail", () => house.Ask(new GetMail(mail)), m => m.Mail.Status == MailStatus.Sent);
        foreach (var (kind, id) in new[]
        {
            ("client", client.Id), ("otherClient", sibling.Id), ("contract", home.Id), ("offer", open.Id), ("attempt", tried.Offer.Attempts[^1].Id), ("task", task.Id), ("leave", leave.Availability.Leave[^1].Id),
            ("document", document.Items[0].Id), ("process", accepted.Process!.Id), ("team", Guid.CreateVersion7()), ("import", Guid.CreateVersion7()), ("batch", Guid.CreateVersion7()), ("message", Guid.CreateVersion7()),
            ("view", view.Id), ("segment", segment.Id), ("campaign", campaign.Id), ("merge", merge.Id), ("note", note.Note.Id), ("link", link.Id), ("handover", handover.Id), ("session", (await house.Send(new StartSession(Advisor.UserId!.Value, "password", "Firefox", "127.0.0.1"))).SessionId), ("token", await Token()), ("user", Guid.CreateVersion7()),
            ("mail", mail), ("mailText", await One("select id from mail.text where key = 'offer' order by id limit 1")), ("template", await One("select id from documents.template where key = 'new-policy' order by id limit 1")),
        })
        {
            _ids[kind] = id.ToString();
        }

        _ids["definition"] = "purchase-approval";
        (_ids["person"], _ids["line"], _ids["number"], _ids["word"], _ids["field"], _ids["day"]) = (house.Emails[Advisor.UserId.Value], "insurance", "1", "x", "externalId", house.Today.ToString("O"));
    }

    /// <summary>The tables whose rows of the client are other than when this was asked last.</summary>
    public async Task<IReadOnlyList<string>> Changed()
    {
        var database = house.Services.GetRequiredService<Database>();
        _picture ??= string.Join(" union all ", (await database.Query(
                """
                select table_schema || '.' || table_name from information_schema.columns
                where column_name = 'client_id' and table_name not like 'pub\_%' and table_schema in ('clients', 'portfolio', 'offers', 'worklist', 'documents', 'processes', 'mail') order by 1
                """,
                r => r.GetString(0), [], default))
            .Append("clients.client").Append("kernel.audit_entry")
            .Select(t => $"select '{t}', md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {t} t where {(t == "clients.client" ? "id" : "client_id")} = $1"));
        var now = (await database.Query(_picture, r => (r.GetString(0), r.GetString(1)), [ClientId], default)).ToDictionary();
        var changed = now.Where(t => _before.TryGetValue(t.Key, out var was) && was != t.Value).Select(t => t.Key).ToList();
        _before = now;
        return changed;
    }

    private Dictionary<string, string> _before = [];

    private async Task<Guid> Token()
    {
        await house.Send(Advisor, new CreateOwnToken("Idegen", 1, []));
        return (await house.Ask(Advisor, new ListTokens()))[0].Id;
    }

    private async Task<Guid> One(string sql) => (await house.Services.GetRequiredService<Database>().Query(sql, r => r.GetGuid(0), [], default)).Single();

    private Task<ContractView> Contract(Guid client, string product, DateOnly? expiry) => house.Send(new AddContract(new ContractData(
        null, client, product, null, "elsewhere", $"Cég{_mark}", $"SZAM-{_mark}-{product[^3..]}", expiry?.AddYears(-1) ?? house.Today.AddYears(-1), expiry, null, new PriceData(48000, "HUF", "year"))));
}
