using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Offers.Messages;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Offers;

[Collection("house")]
public sealed class Scanning_for_expiries(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task Opens_one_offer_per_contract_and_cycle_however_often_it_runs()
    {
        var advisor = await house.Person(Role.Advisor, "Scan Once");
        var client = await _given.Client(advisor);
        await _given.Contract(client, "insurance/home", house.Today.AddDays(60));

        await house.Send(new RunScan(null));
        await house.Send(new RunScan(null));

        var offers = await house.Ask(new ListOffers(client.Id, null, null, null, null, 10));
        var offer = offers.Items.ShouldHaveSingleItem();
        offer.Product.ShouldBe("insurance/home");
        offer.Reason.Code.ShouldBe("expiry");
        offer.Process.ShouldNotBeNull().State.ShouldBe("offered");
        (await house.Ask(advisor, new GetWorklist(null, house.Today.AddDays(90), null, 50))).Items.ShouldContain(t => t.OfferId == offer.Id);
    }

    [Fact]
    public async Task Forgets_nothing_when_it_did_not_run_on_the_day()
    {
        var client = await _given.Client(await house.Person(Role.Advisor, "Late Scan"));
        await _given.Contract(client, "insurance/home", house.Today.AddDays(3));

        await house.Send(new RunScan(null));

        (await house.Ask(new ListOffers(client.Id, OfferStatus.Open, null, null, null, 10))).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Counts_a_contract_that_renews_by_itself_on_to_its_next_expiry()
    {
        var client = await _given.Client(await house.Person(Role.Advisor, "Renewed"));
        await _given.Contract(client, "insurance/motor-liability", house.Today.AddDays(40).AddYears(-2), start: house.Today.AddDays(40).AddYears(-3));

        await house.Send(new RunScan(null));

        var offer = (await house.Ask(new ListOffers(client.Id, OfferStatus.Open, null, null, null, 10))).Items.ShouldHaveSingleItem();
        offer.ContactUntil.ShouldBe(house.Today.AddDays(10));
    }

    [Fact]
    public async Task Leaves_a_contract_outside_its_horizon_alone()
    {
        var client = await _given.Client(await house.Person(Role.Advisor, "Early"));
        await _given.Contract(client, "insurance/home", house.Today.AddDays(200));

        await house.Send(new RunScan(null));

        (await house.Ask(new ListOffers(client.Id, null, null, null, null, 10))).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Opens_one_offer_for_two_contracts_of_one_product_and_covers_both()
    {
        var client = await _given.Client(await house.Person(Role.Advisor, "Two Cars"));
        var first = await _given.Contract(client, "insurance/motor-liability", house.Today.AddDays(40));
        var second = await _given.Contract(client, "insurance/motor-liability", house.Today.AddDays(50));

        await house.Send(new RunScan(null));

        (await house.Ask(new ListOffers(client.Id, OfferStatus.Open, null, null, null, 10))).Items.ShouldHaveSingleItem();
        var gaps = (await house.Ask(new GetCoverage(null))).Gaps.Select(g => g.ContractId);
        gaps.ShouldNotContain(first.Id);
        gaps.ShouldNotContain(second.Id);
    }

    [Fact]
    public async Task States_a_reason_where_it_opens_nothing()
    {
        var advisor = await house.Person(Role.Advisor, "Excused");
        var silent = await _given.Client(advisor, consents: [""]);
        var serviceOnly = await _given.Client(advisor, consents: ["phone:service"]);
        var refused = await _given.Contract(silent, "insurance/home", house.Today.AddDays(30), "us");
        var foreign = await _given.Contract(serviceOnly, "insurance/home", house.Today.AddDays(30), "elsewhere");
        var dateless = await _given.Contract(serviceOnly, "insurance/life", null, "us");

        await house.Send(new RunScan(null));

        var coverage = await house.Ask(new GetCoverage(null));
        coverage.Missing.ShouldBe(0);
        coverage.Gaps.Single(g => g.ContractId == refused.Id).Why.ShouldBe("noConsent");
        coverage.Gaps.Single(g => g.ContractId == foreign.Id).Why.ShouldBe("noConsent");
        coverage.Gaps.Single(g => g.ContractId == dateless.Id).Why.ShouldBe("withoutDate");
    }

    [Fact]
    public async Task Coverage_sees_what_no_scan_has_covered_yet()
    {
        var client = await _given.Client(await house.Person(Role.Advisor, "Uncovered"));
        var contract = await _given.Contract(client, "insurance/home", house.Today.AddDays(20));

        var before = await house.Ask(new GetCoverage(null));
        await house.Send(new RunScan(null));
        var after = await house.Ask(new GetCoverage(null));

        before.Gaps.Single(g => g.ContractId == contract.Id).Why.ShouldBe("missing");
        before.Missing.ShouldBeGreaterThan(0);
        after.Missing.ShouldBe(0);
        after.Due.ShouldBe(after.Covered + after.Excused.Values.Sum());
    }

    [Fact]
    public async Task A_mortgage_leads_to_the_insurances_its_rules_name()
    {
        var client = await _given.Client(await house.Person(Role.Advisor, "Mortgage"));
        await _given.Contract(client, "lending/mortgage", house.Today.AddYears(20), "us", house.Today.AddDays(-4));

        await house.Send(new RunScan(null));
        await house.Send(new RunScan(null));

        var offers = (await house.Ask(new ListOffers(client.Id, OfferStatus.Open, null, null, null, 20))).Items;
        offers.Select(o => o.Product).ShouldContain("insurance/home");
        offers.Select(o => o.Product).Distinct().Count().ShouldBe(offers.Count);
        offers.ShouldAllBe(o => o.Rule != null);
    }
}
