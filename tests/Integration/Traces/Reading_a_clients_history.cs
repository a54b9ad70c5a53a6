using CrossSell.Catalog.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Integration.Traces;

[Collection("traces")]
public sealed class Reading_a_clients_history(HouseFixture house)
{
    private static readonly ClientData Nothing = new(null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    private readonly Given _given = new(house);

    [Fact]
    public async Task Filters_by_kind_person_and_day_and_pages_by_key()
    {
        var advisor = await house.Person(Role.Advisor, "Historian");
        var client = await _given.Client(advisor);
        await house.Send(advisor, new ChangeClient(client.Id, Nothing with { Phone = "+36209990001" }, null));
        house.Clock.Advance(TimeSpan.FromDays(1));
        await _given.Contract(client, "insurance/home", house.Today.AddDays(200));
        await house.Send(advisor, new ChangeClient(client.Id, Nothing with { Phone = "+36209990002" }, null));

        var all = await All(client.Id, advisor, new([], null, null, null));
        all.Count.ShouldBe(4);
        all.Select(i => i.Seq).ShouldBe(all.Select(i => i.Seq).OrderDescending());
        (await All(client.Id, advisor, new(["contract"], null, null, null))).ShouldHaveSingleItem().Entry.Action.ShouldBe("contracts.added");
        (await All(client.Id, advisor, new([], advisor.UserId, null, null))).Count.ShouldBe(2);
        (await All(client.Id, advisor, new([], null, house.Today, null))).Count.ShouldBe(2);
        (await All(client.Id, advisor, new([], null, null, house.Today.AddDays(-1)))).Count.ShouldBe(2);
        (await house.Ask(advisor, new ListClientActors(client.Id))).ShouldHaveSingleItem().Name.ShouldBe("Historian");
        await Should.ThrowAsync<NotFoundException>(async () => await All(client.Id, await house.Person(Role.Advisor, "Nosy"), new([], null, null, null)));
    }

    [Fact]
    public async Task Shows_every_value_a_field_had_with_who_when_and_why()
    {
        var advisor = await house.Person(Role.Advisor, "Fields");
        var client = await _given.Client(advisor);
        await house.Send(advisor, new ChangeClient(client.Id, Nothing with { Phone = "+36209990001" }, null));
        await house.Send(advisor, new ChangeClient(client.Id, Nothing with { Address = new AddressData(null, null, "Győr", null) }, null));
        await house.Send(advisor, new ChangeClient(client.Id, Nothing with { Phone = "" }, null));

        var values = await house.Ask(advisor, new GetClientFieldHistory(client.Id, "phone"));

        values.Select(v => (string?)v.Value).ShouldBe([null, "+36209990001", "+36201234567"]);
        values[1].By.ShouldBe("Fields");
        values[1].Cause.ShouldBe("test");
        (await house.Ask(advisor, new GetClientFieldHistory(client.Id, "address.city"))).Select(v => (string?)v.Value).ShouldBe(["Győr", "Budapest"]);
        (await Should.ThrowAsync<InvalidInputException>(() => house.Ask(advisor, new GetClientFieldHistory(client.Id, "shoeSize")))).Faults.Single().Code.ShouldBe("unknownField");
        var contract = await _given.Contract(client, "insurance/home", house.Today.AddDays(200));
        await house.Send(advisor, new ChangeContract(contract.Id, new ContractData(null, null, null, null, null, "Új Biztosító", null, null, null, null, null), null));
        (await house.Ask(advisor, new GetContractFieldHistory(contract.Id, "provider"))).Select(v => (string?)v.Value).ShouldBe(["Új Biztosító", "Másik Biztosító"]);
    }

    [Fact]
    public async Task Says_which_contract_and_cycle_or_which_rule_of_which_version_opened_an_offer()
    {
        var advisor = await house.Person(Role.Advisor, "Causes");
        var client = await _given.Client(advisor);
        var contract = await _given.Contract(client, "insurance/home", house.Today.AddDays(50));
        var catalog = await house.Ask(new GetCatalog());
        var rule = catalog.Rules.First(r => r.Code == "mortgage-home");
        var borrower = await _given.Client(advisor);
        await _given.Contract(borrower, "lending/mortgage", house.Today.AddYears(20), "us", house.Today.AddDays(-rule.Definition.AfterDays - 1));
        await house.Send(new RunScan(null));

        var byCycle = (await All(client.Id, advisor, new(["offer"], null, null, null))).Single(i => i.Entry.Action == "offers.opened");
        var byRule = (await All(borrower.Id, advisor, new(["offer"], null, null, null))).Where(i => i.Entry.Action == "offers.opened").ToList();

        byCycle.Entry.Cause.ShouldBe($"test > expiry:{contract.Id}/{house.Today.AddDays(50):yyyy-MM-dd}");
        byRule.ShouldContain(i => i.Entry.Cause == $"test > rule:{rule.Line}/mortgage-home@{rule.LineVersion}", string.Join(", ", byRule.Select(i => i.Entry.Cause)));
    }

    private sealed record Filter(string[] Kinds, Guid? Person, DateOnly? From, DateOnly? Until);

    private async Task<List<AuditItem>> All(Guid client, Actor actor, Filter f)
    {
        var items = new List<AuditItem>();
        for (long? after = null; ;)
        {
            var page = await house.Ask(actor, new GetClientHistory(client, f.Kinds, f.Person, f.From, f.Until, after, 2));
            items.AddRange(page.Items);
            if ((after = page.Next) is null)
            {
                return items;
            }
        }
    }
}
