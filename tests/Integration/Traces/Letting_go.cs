using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Privacy;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Traces;

/// <summary>What was kept long enough goes at night, and only that; a look at the rules is a dry run.</summary>
[Collection("traces")]
public sealed class Letting_go(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task Erases_prospects_nobody_has_dealt_with_and_keeps_who_was_touched_bought_or_came_lately()
    {
        var advisor = await house.Person(Role.Advisor, "Lets Go");
        var (forgotten, touched, bought, lately) = (await _given.Client(advisor, "Elfelejtett"), await _given.Client(advisor), await _given.Client(advisor), await _given.Client(advisor));
        await _given.Contract(bought, "insurance/travel", house.Today.AddDays(100), "us");
        await Aged(forgotten.Id, touched.Id, bought.Id);
        await house.Send(advisor, new WriteNote(touched.Id, "Beszéltünk", false));
        await Set("prospects", 730, false);

        var dry = await Rule("prospects");
        (dry.Due, dry.On, dry.ErasesClients).ShouldBe((1, false, true));
        (await house.Send(new ApplyRetention("prospects"))).Removed.ShouldBe(0, "the rule is off");
        await Set("prospects", 730, true);
        var done = await Retaining.Apply(await house.Ask(new GetRetention()), step => house.Send(step));

        done.Single(d => d.Code == "prospects").ShouldSatisfyAllConditions(d => d.Removed.ShouldBe(1), d => d.Kept.ShouldBe(0));
        await Should.ThrowAsync<NotFoundException>(() => house.Ask(new GetClient(forgotten.Id)));
        foreach (var stays in new[] { touched, bought, lately })
        {
            (await house.Ask(new GetClient(stays.Id))).Id.ShouldBe(stays.Id);
        }

        var after = await Rule("prospects");
        (after.Due, after.LastCount).ShouldBe((0, 1));
        (await house.Ask(new ReadAudit(forgotten.Id, null, null, null, 1))).Items.Single().Entry.After.ShouldNotBeNull().ShouldContain("prospects: 730");
        (await house.Ask(new VerifyAudit(null))).Faults.ShouldBeEmpty();
        await Set("prospects", 730, false);
    }

    [Fact]
    public async Task Keeps_a_former_client_of_whom_the_law_demands_something_and_says_how_many()
    {
        var advisor = await house.Person(Role.Advisor, "Former");
        var (kept, gone) = (await _given.Client(advisor), await _given.Client(advisor));
        foreach (var client in new[] { kept, gone })
        {
            await _given.Contract(client, "insurance/travel", house.Today.AddYears(-1), "us", house.Today.AddYears(-2));
        }

        await house.Execute("update portfolio.contract set status = 'ended' where client_id = any($1)", new[] { kept.Id, gone.Id });
        await house.Execute("update portfolio.contract set expiry = expiry - interval '9 years' where client_id = $1", gone.Id);
        await Aged(kept.Id, gone.Id);
        await Set("formerClients", 30, true);

        var dry = await Rule("formerClients");
        (dry.Due, dry.Kept).ShouldBe((2, 1));
        (await house.Send(new ApplyRetention("formerClients"))).ShouldSatisfyAllConditions(a => a.Removed.ShouldBe(1), a => a.Kept.ShouldBe(1), a => a.More.ShouldBeFalse());

        (await house.Ask(new GetClient(kept.Id))).Id.ShouldBe(kept.Id);
        await Should.ThrowAsync<NotFoundException>(() => house.Ask(new GetClient(gone.Id)));
        await Set("formerClients", 3653, false);
    }

    [Fact]
    public async Task Deletes_rows_that_are_too_old_and_leaves_the_others()
    {
        var (old, young) = (await Staged(), await Staged());
        await house.Execute("update kernel.import_file set expires_at = expires_at - interval '8 days' where id = $1", old);

        (await Rule("importFiles")).Due.ShouldBe(1);
        (await house.Send(new ApplyRetention("importFiles"))).Removed.ShouldBe(1);

        (await house.Count("select count(*) from kernel.import_file where id = $1", old)).ShouldBe(0);
        (await house.Count("select count(*) from kernel.import_file where id = $1", young)).ShouldBe(1);
    }

    [Fact]
    public async Task Is_set_by_who_handles_personal_data_within_bounds_and_refuses_what_is_stale()
    {
        var rule = await Rule("notes");
        await house.Send(new SetRetention("notes", 400, false, rule.Version));

        (await Rule("notes")).ShouldSatisfyAllConditions(r => r.Days.ShouldBe(400), r => r.Version.ShouldBe(rule.Version + 1));
        await Should.ThrowAsync<StaleException>(() => house.Send(new SetRetention("notes", 500, true, rule.Version)));
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(new SetRetention("notes", 0, true, null)))).Faults.ShouldHaveSingleItem().Field.ShouldBe("days");
        await Should.ThrowAsync<NotFoundException>(() => house.Send(new SetRetention("nothing", 10, true, null)));
        await Should.ThrowAsync<NotAllowedException>(async () => await house.Ask(await house.Person(Role.Manager, "Manages"), new GetRetention()));
    }

    [Fact]
    public async Task Every_rule_can_be_counted_and_has_its_words()
    {
        var texts = CrossSell.Host.Pages.Texts.Read("hu");
        var rules = await house.Ask(new GetRetention());

        rules.Count.ShouldBeGreaterThan(6);
        rules.ShouldAllBe(r => texts.ContainsKey("retention." + r.Code) && texts.ContainsKey($"retention.{r.Code}.what"));
    }

    private async Task<RetentionView> Rule(string code) => (await house.Ask(new GetRetention())).Single(r => r.Code == code);

    private Task<Done> Set(string code, int days, bool on) => house.Send(new SetRetention(code, days, on, null));

    private async Task<Guid> Staged() =>
        (await house.Send(new StageImport("clients", "old.csv", new Import.Files(house).Clients(await house.Person(Role.Advisor, "Staged"), ("1", "Anna", "Pécs")), null))).Id;

    /// <summary>As if they had come three years ago, by import: the house itself does nothing that counts as dealing with them.</summary>
    private Task Aged(params Guid[] clients) => house.Execute("update clients.client set created_at = created_at - interval '3 years' where id = any($1)", clients);
}
