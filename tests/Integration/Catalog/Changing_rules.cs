using CrossSell.Catalog.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Integration.Catalog;

[Collection("lines")]
public sealed class Changing_rules(LineHouse house) : IAsyncLifetime
{
    private const string Again = "calculates/again";
    private readonly Given _given = new(house);

    public Task InitializeAsync() => house.Send(new ReturnToRule(Again, null, null));

    public Task DisposeAsync() => house.Send(new ReturnToRule(Again, null, null));

    [Fact]
    public async Task A_draft_changes_nothing_until_it_is_switched_on_and_the_lines_words_come_back()
    {
        var own = await house.Ask(new GetRule(Again));
        (own.State, own.Source).ShouldBe((RuleState.On, RuleSource.Line));

        var draft = await house.Send(new SaveRule("calculates", own.Rule with { Priority = 99 }, true, "try", own.Newest));
        (draft.Rule.Priority, draft.Draft!.Priority, draft.Newest).ShouldBe((own.Rule.Priority, 99, own.Newest + 1));
        (await InForce())!.Definition.Priority.ShouldBe(own.Rule.Priority);

        var on = await house.Send(new SwitchRule(Again, true, null, draft.Newest));
        (on.Rule.Priority, on.Source, on.Draft, on.OwnChanged).ShouldBe((99, RuleSource.Override, null, false));
        ((await InForce())!.Definition.Priority, (await house.Ask(new GetCatalog())).VersionOfRule(Again)).ShouldBe((99, $"1.0.0+{on.Version}"));

        await house.Send(new SwitchRule(Again, false, "annoys", null));
        (await InForce()).ShouldBeNull();
        (await house.Send(new ReturnToRule(Again, null, null))).Source.ShouldBe(RuleSource.Line);
        (await InForce())!.Definition.Priority.ShouldBe(own.Rule.Priority);
        (await house.Ask(new ListRuleVersions(Again))).Take(4).Select(v => v.State).ShouldBe(["own", "off", "on", "draft"]);
        await Should.ThrowAsync<StaleException>(() => house.Send(new SaveRule("calculates", own.Rule with { Priority = 3 }, false, null, 1)));
        (await house.Count("select count(*) from kernel.audit_entry where action = 'catalog.ruleChanged'")).ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task A_rule_of_the_house_suggests_and_every_fault_is_named_by_its_field()
    {
        var advisor = await house.Person(Role.Advisor, "House Rules");
        var client = await _given.Client(advisor, born: house.Today.AddYears(-67));
        var rule = new RuleDefinition("elders", new Condition.All([new Condition.Age(65, null), new Condition.Lacks("plain/thing")]), "plain/thing", 0, 77, null, new Text("Nyugodt évek.", "Calm years."));

        var refused = await Should.ThrowAsync<InvalidInputException>(() => house.Send(new SaveRule(
            "plain", rule with { Code = "X Y", Priority = 101, Because = new Text("", "Why."), When = new Condition.Any([new Condition.Holds("plain/none"), new Condition.Age(null, null)]) }, true, null, null)));
        refused.Faults.Select(f => (f.Field, f.Code)).ShouldBe([("code", "ruleCode"), ("priority", "outOfBounds"), ("because.hu", "required"), ("when.any[0].holds", "unknownProduct"), ("when.any[1].age", "ruleAge")]);

        var made = await house.Send(new SaveRule("plain", rule, false, null, null));
        (made.Source, made.State, made.Version).ShouldBe((RuleSource.House, RuleState.On, 1));
        (await house.Ask(advisor, new GetCard(client.Id))).Suggestions.ShouldContain(s => s.Rule == "plain/elders" && s.Reason.En == "Calm years.");
        await house.Send(new SwitchRule("plain/elders", false, null, null));
        (await house.Ask(advisor, new GetCard(client.Id))).Suggestions.ShouldNotContain(s => s.Rule == "plain/elders");
        await Should.ThrowAsync<NotAllowedException>(() => house.Send(advisor, new SwitchRule("plain/elders", true, null, null)));
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new ReturnToRule("plain/elders", null, null)))).Code.ShouldBe("error.ruleOfHouse");
    }

    [Fact]
    public async Task A_rehearsal_counts_clients_tasks_touches_and_clashes_and_changes_nothing()
    {
        var advisor = await house.Person(Role.Advisor, "Rehearsed");
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await _given.Contract(await _given.Client(advisor, born: house.Today.AddYears(-30)), "calculates/thing", house.Today.AddMonths(9));
        }

        await _given.Client(advisor, born: house.Today.AddYears(-65).AddDays(40));
        await _given.Client(advisor, born: house.Today.AddYears(-70), consents: "phone:service");
        var old = await _given.Client(advisor, born: house.Today.AddYears(-70));
        var before = await house.Count("select count(*) from offers.offer");
        await house.Send(new SaveRule("plain", new RuleDefinition("rival", new Condition.Age(69, 75), "plain/thing", 0, 90, null, new Text("Hu.", "En.")), false, null, null));
        var rule = new RuleDefinition("tried", new Condition.Age(65, null), "plain/thing", 0, 50, null, new Text("Hu.", "En."));

        var said = await house.Ask(Managing(advisor), new RehearseRule("plain", rule, 1));

        var mine = said.Advisors.Single(a => a.AdvisorId == advisor.UserId);
        (mine.ByWeek[0], mine.ByWeek[6], mine.Total, mine.ByWeek.Count).ShouldBe((1, 1, 2, 13));
        said.Weeks[0].From.ShouldBe(house.Today);
        said.NotAllowed["noMarketing"].ShouldBeGreaterThanOrEqualTo(1);
        said.Clashes.ShouldContain(c => c.Rule == "plain/rival" && c.Wins && c.Clients >= 2);
        said.OpensByItself.ShouldBeFalse();
        said.Examples.Select(e => e.Id).ShouldContain(old.Id);
        (await house.Count("select count(*) from offers.offer")).ShouldBe(before);

        var touched = await house.Ask(Managing(advisor), new RehearseRule("plain", rule with { When = new Condition.Holds("calculates/thing") }, 1));
        touched.TouchedMoreThan.ShouldBe(0);
        await house.Send(new SwitchRule("plain/rival", false, null, null));
    }

    [Fact]
    public async Task Everything_goes_by_rest_too()
    {
        var administrator = await house.Person(Role.Administrator, "Rest Rules");
        using var api = await Api.As(house, administrator);
        var rule = new { when = new { all = new object[] { new { holds = "thing" }, new { age = new { min = 18 } } } }, offer = "thing", priority = 12, because = new { hu = "Mert.", en = "Because." } };

        var made = await api.Send(HttpMethod.Put, "rules/plain/rest", new { rule, draft = true, note = "n" });
        (made.GetProperty("state").GetString(), made.GetProperty("source").GetString(), made.GetProperty("offer").GetString()).ShouldBe(("draft", "house", "plain/thing"));
        (await api.Get("rules?limit=200")).GetProperty("items").EnumerateArray().Select(r => r.GetProperty("code").GetString()).ShouldNotContain("plain/rest");
        var wrong = await api.Send(HttpMethod.Put, "rules/plain/rest", new { rule = new { when = new { owns = "x" }, offer = "thing", because = new { hu = "Mert." } } }, 400);
        wrong.GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["when.owns", "when", "because.en"], ignoreOrder: true);
        (await api.Post("rules/rehearse", new { line = "plain", code = "rest", rule })).GetProperty("weeks").GetArrayLength().ShouldBe(13);
        (await api.Post("rules/plain/rest/on")).GetProperty("state").GetString().ShouldBe("on");
        (await api.Get("rules/plain/rest")).GetProperty("when").GetProperty("all").GetArrayLength().ShouldBe(2);
        (await api.Post("rules/plain/rest/off", new { note = "enough" })).GetProperty("state").GetString().ShouldBe("off");
        (await api.Get("rules/plain/rest/versions")).GetProperty("items").GetArrayLength().ShouldBe(3);
        (await api.Post("rules/plain/rest/restore", new { version = 1 })).GetProperty("state").GetString().ShouldBe("on");
        await api.Post("rules/plain/rest/off");
    }

    private async Task<CatalogRule?> InForce() => (await house.Ask(new GetCatalog())).Rules.FirstOrDefault(r => r is { Line: "calculates", Code: "again" });

    /// <summary>The advisor's own clients, with the right to manage the catalog.</summary>
    private static Actor Managing(Actor advisor) => advisor with { Permissions = Permission.All };
}
