using CrossSell.Catalog.Messages;
using CrossSell.Host.Composition;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Integration.Catalog;

[Collection("lines")]
public sealed class Running_code_of_lines(LineHouse house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task A_line_that_throws_when_loaded_is_fenced_off_with_a_reason_and_everything_else_runs_on()
    {
        var lines = (await house.Ask(new ListLines())).ToDictionary(l => l.Code);

        (lines["throws"].State, lines["throws"].Reason).ShouldBe((LineState.Fenced, "The constructor threw InvalidOperationException: no tariff"));
        lines["throws"].Problems.ShouldHaveSingleItem().Pointer.ShouldBe("/assembly");
        (lines["calculates"].State, lines["plain"].State).ShouldBe((LineState.Running, LineState.Running));
        lines["calculates"].Does.ShouldBe(["IClientSection", "IConditions", "IDocumentFields", "IEligibility", "IFieldRules", "IQuotes"]);
        var advisor = await house.Person(Role.Advisor, "Fenced");
        var client = await _given.Client(advisor);
        var refused = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(advisor, new OpenOffer(client.Id, "throws/thing", null, null, null, null)));
        refused.Code.ShouldBe("error.lineFenced");
    }

    [Fact]
    public async Task A_quote_that_takes_longer_than_a_second_fences_the_line_off_until_somebody_tries_again()
    {
        var advisor = await house.Person(Role.Advisor, "Slow");
        var client = await _given.Client(advisor);
        var offer = await house.Send(advisor, new OpenOffer(client.Id, "sleeps/thing", null, null, null, null));

        var refused = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(advisor, new SaveTerms(offer.Id, new Dictionary<string, string> { ["size"] = "99" }, null)));

        refused.Code.ShouldBe("error.lineFenced");
        var fenced = (await house.Ask(new ListLines())).Single(l => l.Code == "sleeps");
        (fenced.State, fenced.Reason).ShouldBe((LineState.Fenced, "Quote of thing took longer than 1 s."));
        var answered = await house.Send(advisor, new RecordOutcome(offer.Id, Sdk.Outcome.NoAnswer, null, null, null, null, null));
        answered.Offer.Attempts.Count.ShouldBe(1);

        (await house.Send(new SwitchLine("sleeps", true))).State.ShouldBe(LineState.Running);
        (await house.Send(advisor, new SaveTerms(offer.Id, new Dictionary<string, string> { ["size"] = "5" }, null))).Terms!.Answers["size"].ShouldBe("5");
    }

    [Fact]
    public async Task Answers_are_checked_by_field_and_by_the_line_and_the_price_stays_with_the_offer()
    {
        var advisor = await house.Person(Role.Advisor, "Quotes");
        var client = await _given.Client(advisor);
        var offer = await house.Send(advisor, new OpenOffer(client.Id, "calculates/thing", "large", null, null, null));

        (await Refused("size", null)).ShouldBe(("answers.size", "required"));
        (await Refused("size", "many")).ShouldBe(("answers.size", "notANumber"));
        (await Refused("size", "200")).ShouldBe(("answers.size", "outOfBounds"));
        (await Refused("size", "13")).ShouldBe(("answers.size", "lineSays"));
        (await Refused("colour", "red")).ShouldBe(("answers.colour", "unknownField"));
        var saved = await house.Send(advisor, new SaveTerms(offer.Id, new Dictionary<string, string> { ["size"] = "12,5" }, null));

        (saved.Terms!.Answers["size"], saved.Terms.Quote!.Amount, saved.Terms.LineVersion, saved.Terms.Version).ShouldBe(("12.5", 125m, "1.0.0", 1));
        (await house.Ask(advisor, new GetOffer(offer.Id))).Terms!.Quote!.Amount.ShouldBe(125m);
        await HouseFixture.Eventually("the card with the price", () => house.Ask(advisor, new GetCard(client.Id)), card => card.OpenOffers.Single().Terms?.Quote?.Amount == 125m);
        (await house.Count("select count(*) from kernel.audit_entry where action = 'offers.terms' and subject_id = $1", offer.Id)).ShouldBe(1);

        async Task<(string, string)> Refused(string name, string? value)
        {
            var answers = new Dictionary<string, string> { ["size"] = "5", [name] = value! };
            var refused = await Should.ThrowAsync<InvalidInputException>(() => house.Send(advisor, new SaveTerms(offer.Id, answers, null)));
            return (refused.Faults[0].Field, refused.Faults[0].Code);
        }
    }

    [Fact]
    public async Task Code_decides_who_may_be_offered_what_and_which_rules_hold()
    {
        var advisor = await house.Person(Role.Advisor, "Decides");
        var (grown, child) = (await _given.Client(advisor), await _given.Client(advisor, born: house.Today.AddYears(-10)));

        (await house.Ask(advisor, new GetCard(grown.Id))).Suggestions.ShouldContain(s => s.Rule == "calculates/again");
        (await house.Ask(advisor, new GetCard(child.Id))).Suggestions.ShouldNotContain(s => s.Rule == "calculates/again");
        (await house.Ask(advisor, new GetClientSections(grown.Id))).Single().Section.Title.En.ShouldBe("Section");
    }

    [Fact]
    public async Task A_line_switched_off_offers_nothing_and_its_contracts_stay_readable()
    {
        var advisor = await house.Person(Role.Advisor, "Off");
        var client = await _given.Client(advisor);
        var contract = await _given.Contract(client, "plain/thing", house.Today.AddMonths(6));
        contract.LineVersion.ShouldBe("1.0.0");

        var off = await house.Send(new SwitchLine("plain", false));

        (off.State, off.Active, off.By).ShouldBe((LineState.Off, false, "CrossSell"));
        var catalog = await house.Ask(new GetCatalog());
        (catalog.Product("plain/thing"), catalog.Known("plain/thing")!.Definition.Name.En).ShouldBe((null, "Thing"));
        (await house.Ask(advisor, new GetCard(client.Id))).Contracts.Single().Contract.Product.ShouldBe("plain/thing");
        await Should.ThrowAsync<InvalidInputException>(() => house.Send(advisor, new OpenOffer(client.Id, "plain/thing", null, null, null, null)));
        (await house.Send(new SwitchLine("plain", true))).State.ShouldBe(LineState.Running);
        await Should.ThrowAsync<NotAllowedException>(() => house.Send(advisor, new SwitchLine("plain", false)));
    }

    [Fact]
    public async Task Data_take_effect_at_once_other_code_waits_and_contracts_keep_their_version()
    {
        var advisor = await house.Person(Role.Advisor, "Updated");
        house.Lines.Line("updated", LineHouse.Calculating("size * 2"));
        await Reload();
        var before = await _given.Contract(await _given.Client(advisor), "updated/thing", house.Today.AddMonths(6));

        house.Lines.Line("updated", null, ", \"assembly\": \"Code.dll\"", "1.1.0");
        await Reload();
        var after = await _given.Contract(await _given.Client(advisor), "updated/thing", house.Today.AddMonths(6));
        (before.LineVersion, after.LineVersion).ShouldBe(("1.0.0", "1.1.0"));
        (await house.Ask(advisor, new GetContract(before.Id))).LineVersion.ShouldBe("1.0.0");

        house.Lines.Line("updated", LineHouse.Calculating("size * 3"), version: "2.0.0");
        await Reload();
        var waiting = (await house.Ask(new ListLines())).Single(l => l.Code == "updated");
        (waiting.Version, waiting.WaitsForRestart, waiting.State).ShouldBe(("1.1.0", true, LineState.Running));

        File.WriteAllText(Path.Combine(house.Lines.Folder("plain"), "line.json"), File.ReadAllText(Path.Combine(house.Lines.Folder("plain"), "line.json")).Replace("\"Thing\"", "\"Thing!\"", StringComparison.Ordinal).Replace("\"code\": \"large\"", "\"code\": \"LARGE\"", StringComparison.Ordinal));
        await Reload();
        var faulty = (await house.Ask(new ListLines())).Single(l => l.Code == "plain");
        (faulty.State, faulty.Active, faulty.Problems.Single().Pointer).ShouldBe((LineState.Faulty, true, "/products/0/variants/1/code"));
        (await house.Ask(new GetCatalog())).Product("plain/thing")!.Definition.Name.En.ShouldBe("Thing");
        house.Lines.Line("plain");

        Directory.Delete(house.Lines.Folder("updated"), true);
        await Reload();
        var gone = (await house.Ask(new ListLines())).Single(l => l.Code == "updated");
        (gone.State, gone.Active).ShouldBe((LineState.Gone, false));
        (await house.Ask(new GetCatalog())).Known("updated/thing")!.Definition.Name.En.ShouldBe("Thing");
        (await house.Ask(new ListLineVersions("updated"))).Select(v => v.Version).ShouldBe(["1.1.0", "1.0.0"]);
    }

    [Fact]
    public async Task Everything_goes_by_rest_too()
    {
        var advisor = await house.Person(Role.Advisor, "Rest Lines");
        var administrator = await house.Person(Role.Administrator, "Rest Admin");
        var client = await _given.Client(advisor);
        var offer = await house.Send(advisor, new OpenOffer(client.Id, "calculates/thing", null, null, null, null));
        using var api = await Api.As(house, advisor);
        using var rule = await Api.As(house, administrator);

        (await api.Get("lines/throws")).GetProperty("state").GetString().ShouldBe("fenced");
        (await api.Get($"offers/{offer.Id}/terms")).GetProperty("questions")[0].GetProperty("name").GetString().ShouldBe("size");
        var saved = await api.Send(HttpMethod.Put, $"offers/{offer.Id}/terms", new { answers = new Dictionary<string, string> { ["size"] = "3" } });
        (saved.GetProperty("quote").GetProperty("amount").GetDecimal(), saved.GetProperty("recorded").GetProperty("version").GetInt32()).ShouldBe((30m, 1));
        var wrong = await api.Send(HttpMethod.Put, $"offers/{offer.Id}/terms", new { answers = new Dictionary<string, string> { ["size"] = "x" } }, 400);
        wrong.GetProperty("errors").TryGetProperty("answers.size", out _).ShouldBeTrue();
        (await api.Post("quotes", new { clientId = client.Id, product = "calculates/thing", answers = new { size = "8" } })).GetProperty("amount").GetDecimal().ShouldBe(80m);
        (await api.Get($"clients/{client.Id}/sections")).GetProperty("items")[0].GetProperty("line").GetString().ShouldBe("calculates");
        await api.Post("lines/plain/off", expect: 403);
        (await rule.Post("lines/plain/off")).GetProperty("state").GetString().ShouldBe("off");
        (await rule.Post("lines/plain/on")).GetProperty("state").GetString().ShouldBe("running");
        (await rule.Post("lines/reload")).GetProperty("lines").GetArrayLength().ShouldBeGreaterThan(3);
        (await rule.Get("lines/plain/versions")).GetProperty("items").GetArrayLength().ShouldBeGreaterThan(0);
    }

    private Task Reload() => house.Services.Act(new ReloadLines(), default);
}
