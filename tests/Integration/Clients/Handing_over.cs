using CrossSell.Access.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Integration.Clients;

/// <summary>A book changes hands with everything open, and can come back.</summary>
[Collection("people")]
public sealed class Handing_over(HouseFixture house)
{
    private readonly Given _given = new(house);
    private readonly string _team = "Handing " + Guid.CreateVersion7();

    [Fact]
    public async Task Moves_clients_with_everything_open_and_loses_nothing()
    {
        var (leaver, to, manager) = await People(2);
        var clients = await Book(leaver, 7);
        await house.Send(to[0], new SetCapacity(null, [2, 2, 2, 2, 2, 0, 0], false));
        var before = await Open(clients);
        var mine = await Owned(leaver);
        mine.Clients.ShouldBe(7);

        var dry = await house.Send(manager, Plan(leaver, to) with { DryRun = true });
        dry.Counts["clients"].ShouldBe(7);
        dry.Counts["offers"].ShouldBe(before.Offers);
        dry.Shares.Sum(s => s.Counts["approaches"] + s.Counts["tasks"]).ShouldBe(dry.Counts["approaches"] + dry.Counts["tasks"]);
        (await Owned(leaver)).ShouldBe(mine, "a dry run changes nothing");

        var done = await house.Send(manager, Plan(leaver, to));

        done.Status.ShouldBe(HandoverStatus.Done);
        done.Counts.ShouldBe(dry.Counts, ignoreOrder: true);
        done.Shares.Select(s => s.Counts["clients"]).Order().ShouldBe([3, 4]);
        (await Open(clients)).ShouldBe(before, "nothing is lost");
        (await Owned(leaver)).ShouldBe(new Holding(0, 0, 0));
        (await Orphans(clients)).ShouldBe(0, "every open thing has an active owner who sees the client");
        var card = await house.Ask(manager, new GetCard(clients[0]));
        to.Select(t => t.UserId!.Value).ShouldContain(card.Client.AdvisorId);
        await Should.ThrowAsync<NotFoundException>(() => house.Ask(leaver, new GetCard(clients[0])));
        var newAdvisor = to.Single(t => t.UserId == card.Client.AdvisorId);
        await house.Send(newAdvisor, new RecordOutcome(card.OpenOffers[0].Id, Outcome.NoAnswer, null, null, null, null, null));
        (await house.Ask(manager, new ReadAudit(clients[0], null, null, null, 50))).Items.ShouldContain(i => i.Entry.Action == "clients.handedOver");
        (await house.Ask(new VerifyAudit(null))).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Spreads_planned_calls_over_the_room_of_those_who_get_them()
    {
        var (leaver, to, manager) = await People(2);
        await Book(leaver, 24);
        foreach (var receiver in to)
        {
            await house.Send(receiver, new SetCapacity(null, [3, 3, 3, 3, 3, 0, 0], false));
        }

        var done = await house.Send(manager, Plan(leaver, to) with { Rule = HandoverRule.Load });

        done.Short.ShouldBe(0);
        foreach (var receiver in to)
        {
            (await house.Count("select coalesce(max(n), 0) from (select count(distinct client_id) as n from worklist.task where status = 'open' and kind = 'call' and purpose is not null and assignee_id = $1 group by due_on) d", receiver.UserId))
                .ShouldBeInRange(1, 3);
        }

        (await house.Count("select count(*) from offers.offer o join worklist.task t on t.offer_id = o.id and t.status = 'open' and t.kind = 'call' where o.status = 'open' and t.assignee_id = any($1) and o.planned_on <> t.due_on", to.Select(t => t.UserId!.Value).ToArray()))
            .ShouldBe(0, "the offer's day is the call's");
    }

    [Fact]
    public async Task By_line_a_book_of_one_line_goes_to_everybody_and_who_would_get_nobody_is_named()
    {
        var (leaver, to, manager) = await People(2);
        await Book(leaver, 4);

        var dry = await house.Send(manager, Plan(leaver, to) with { Rule = HandoverRule.Line, DryRun = true });
        dry.Shares.Select(s => s.Counts["clients"]).ShouldBe([2, 2]);
        dry.GetNobody.ShouldBeEmpty();

        await house.Send(to[1], new SetCapacity(null, [0, 0, 0, 0, 0, 0, 0], false));
        var full = await house.Send(manager, Plan(leaver, to) with { Rule = HandoverRule.Line, DryRun = true });
        full.Shares.Select(s => s.Counts["clients"]).ShouldBe([4, 0]);
        full.GetNobody.Select(p => p.Id).ShouldBe([to[1].UserId!.Value]);
    }

    [Fact]
    public async Task Happens_once_however_often_it_is_asked_for()
    {
        var (leaver, to, manager) = await People(1);
        await Book(leaver, 3);
        var key = Guid.CreateVersion7().ToString();

        var first = await house.Send(manager, Plan(leaver, to), key);
        var second = await house.Send(manager, Plan(leaver, to), key);
        var kept = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => house.Send(new KeepHandover(first.Id))));

        second.Id.ShouldBe(first.Id);
        kept.ShouldAllBe(k => k.Status == HandoverStatus.Done && k.AppliedAt == kept[0].AppliedAt);
        (await house.Count("select count(*) from kernel.pub_audit where action = 'clients.handover' and subject_id = $1", first.Id)).ShouldBe(1);
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(manager, Plan(leaver, to)))).Faults[0].Code.ShouldBe("nothingToHandOver");
    }

    [Fact]
    public async Task Undone_puts_everything_back_where_it_was_on_the_days_it_had()
    {
        var (leaver, to, manager) = await People(2);
        var clients = await Book(leaver, 6);
        await house.Send(to[0], new SetCapacity(null, [1, 1, 1, 1, 1, 0, 0], false));
        var before = await Picture(clients);
        var handover = await house.Send(manager, Plan(leaver, to));
        (await Picture(clients)).ShouldNotBe(before);
        var stolen = clients[5];
        var third = await house.Person(Role.Advisor, "Third", _team);
        await house.Send(new ChangeClient(stolen, Nothing with { Advisor = house.Emails[third.UserId!.Value] }, null));

        var undone = await house.Send(manager, new UndoHandover(handover.Id));
        var again = await house.Send(manager, new UndoHandover(handover.Id));

        (undone.Status, undone.Kept).ShouldBe((HandoverStatus.Undone, 1));
        again.EndedAt.ShouldBe(undone.EndedAt);
        (await Picture(clients[..5])).ShouldBe(string.Join('\n', before.Split('\n').Where(l => !l.Contains(stolen.ToString(), StringComparison.Ordinal))));
        (await house.Count("select count(*) from worklist.task where client_id = $1 and status = 'open' and assignee_id <> $2", stolen, third.UserId)).ShouldBe(0, "the work follows a client given to somebody by hand");
        (await house.Ask(new VerifyAudit(null))).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cant_be_undone_after_thirty_days()
    {
        var (leaver, to, manager) = await People(1);
        await Book(leaver, 1);
        var handover = await house.Send(manager, Plan(leaver, to));
        handover.UndoUntil.ShouldBe(handover.AppliedAt!.Value.AddDays(30));
        await house.Execute("update clients.handover set applied_at = applied_at - interval '31 days' where id = $1", handover.Id);

        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(manager, new UndoHandover(handover.Id)))).Code.ShouldBe("error.handoverTooOld");
    }

    [Fact]
    public async Task For_a_leave_goes_on_its_day_and_comes_back_by_itself()
    {
        var (away, to, manager) = await People(1);
        var clients = await Book(away, 2);
        var on = house.Today.AddDays(2);
        var planned = await house.Send(manager, Plan(away, to) with { On = on, Until = on.AddDays(4) });

        planned.Status.ShouldBe(HandoverStatus.Planned);
        (await house.Ask(new DueHandovers())).ShouldNotContain(planned.Id);
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(manager, Plan(away, to)))).Code.ShouldBe("error.handoverPlanned");
        house.Clock.Advance(TimeSpan.FromDays(2));
        (await house.Ask(new DueHandovers())).ShouldContain(planned.Id);
        var gone = await house.Send(new KeepHandover(planned.Id));
        (gone.Status, gone.ReadOnlyUntil).ShouldBe((HandoverStatus.Done, on.AddDays(4)));
        (await Owned(to[0])).Clients.ShouldBe(2);

        var reader = await house.Again(away);
        (await house.Ask(reader, new GetClient(clients[0]))).Id.ShouldBe(clients[0]);
        (await house.Ask(reader, new GetCard(clients[0]))).Client.Id.ShouldBe(clients[0]);
        (await house.Ask(reader, new FindClients(null, null, null, 50))).Items.Select(c => c.Id).ShouldBe(clients, ignoreOrder: true);
        (await house.Ask(reader, new ListOffers(clients[0], null, null, null, null, 10))).Items.ShouldNotBeEmpty();
        (await house.Ask(reader, new ReadAudit(clients[0], null, null, null, 10))).Items.ShouldNotBeEmpty();
        (await Should.ThrowAsync<NotAllowedException>(() => house.Send(reader, new ChangeClient(clients[0], Nothing with { Phone = "+36201112233" }, null)))).Code.ShouldBe("error.readOnlyClient");
        var offer = (await house.Ask(reader, new ListOffers(clients[0], OfferStatus.Open, null, null, null, 1))).Items[0];
        (await Should.ThrowAsync<NotAllowedException>(() => house.Send(reader, new RecordOutcome(offer.Id, Outcome.NoAnswer, null, null, null, null, null)))).Code.ShouldBe("error.readOnlyClient");

        house.Clock.Advance(TimeSpan.FromDays(5));
        (await house.Ask(new DueHandovers())).ShouldContain(planned.Id);
        var back = await house.Send(new KeepHandover(planned.Id));
        back.Status.ShouldBe(HandoverStatus.Returned);
        (await Owned(away)).Clients.ShouldBe(2);
        (await Owned(to[0])).ShouldBe(new Holding(0, 0, 0));
        (await house.Ask(new DueHandovers())).ShouldNotContain(planned.Id);
    }

    [Fact]
    public async Task What_may_be_read_ends_with_its_day()
    {
        var (leaver, to, manager) = await People(1);
        var clients = await Book(leaver, 1);
        await house.Send(manager, Plan(leaver, to) with { ReadOnlyUntil = house.Today });
        house.Clock.Advance(TimeSpan.FromSeconds(6));
        (await house.Again(leaver)).Scope.Readable.ShouldBe(clients);

        await house.Execute("update clients.handover set read_only_until = read_only_until - 1 where from_id = $1", leaver.UserId);
        house.Clock.Advance(TimeSpan.FromSeconds(6));

        (await house.Again(leaver)).Scope.Readable.ShouldBeNull();
        await Should.ThrowAsync<NotFoundException>(async () => await house.Ask(await house.Again(leaver), new GetClient(clients[0])));
    }

    [Fact]
    public async Task Who_has_open_work_stays_active_until_it_is_handed_over()
    {
        var (leaver, to, manager) = await People(1);
        await Book(leaver, 2);
        var colleagues = await _given.Client(to[0], "Kolléga");
        await house.Send(to[0], new AddTask(colleagues.Id, TaskKind.Call, "Segítség", house.Today, null, null));
        await house.Execute("update worklist.task set assignee_id = $1 where client_id = $2", leaver.UserId, colleagues.Id);

        var refused = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new ChangeUser(leaver.UserId!.Value, Active: false)));
        refused.Code.ShouldBe("error.hasOpenWork");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new ChangeUser(leaver.UserId!.Value, Role: Role.BackOffice)))).Code.ShouldBe("error.hasOpenWork");

        await house.Send(manager, Plan(leaver, to));
        (await house.Count("select count(*) from worklist.task where client_id = $1 and assignee_id = $2", colleagues.Id, to[0].UserId)).ShouldBe(1, "a task for a colleague's client is the colleague's again");
        var ended = await house.Send(new ChangeUser(leaver.UserId!.Value, Active: false));

        ended.Active.ShouldBeFalse();
        (await house.Send(new CheckPassword(house.Emails[leaver.UserId.Value], "Correct-horse-7"))).Result.ShouldBe(SignInResult.WrongPassword);
        (await house.Count("select count(*) from kernel.audit_entry where action = 'access.userDeactivated' and subject_id = $1", leaver.UserId)).ShouldBe(1);
    }

    [Fact]
    public async Task Bad_input_names_its_field_and_a_strangers_book_is_not_there()
    {
        var (leaver, to, manager) = await People(1);
        await Book(leaver, 1);
        var stranger = await house.Person(Role.Manager, "Stranger", "Other " + Guid.CreateVersion7());
        var clerk = await house.Person(Role.BackOffice, "No Advisor");
        var foreign = await _given.Client(await house.Person(Role.Advisor, "Elsewhere"));

        async Task Fault(Actor actor, HandOver command, string field, string code)
        {
            var fault = (await Should.ThrowAsync<InvalidInputException>(() => house.Send(actor, command))).Faults[0];
            (fault.Field, fault.Code).ShouldBe((field, code));
        }

        await Fault(stranger, Plan(leaver, to), "from", "unknownAdvisor");
        await Fault(manager, Plan(leaver, []), "to", "receivers");
        await Fault(manager, Plan(leaver, [leaver]), "to", "handoverToSelf");
        await Fault(house.Administrator, Plan(leaver, [clerk]), "to", "notAnAdvisor");
        await Fault(manager, Plan(leaver, [stranger]), "to", "unknownAdvisor");
        await Fault(manager, Plan(leaver, to) with { On = house.Today.AddDays(-1) }, "on", "inPast");
        await Fault(manager, Plan(leaver, to) with { On = house.Today.AddDays(3), Until = house.Today.AddDays(2) }, "until", "beforeFrom");
        await Fault(manager, Plan(leaver, to) with { Clients = [foreign.Id] }, "clients", "notTheirClients");
        await Should.ThrowAsync<NotAllowedException>(() => house.Send(leaver, Plan(leaver, to)));
        (await Owned(leaver)).Clients.ShouldBe(1);
    }

    private async Task<(Actor Leaver, Actor[] To, Actor Manager)> People(int receivers)
    {
        var leaver = await house.Person(Role.Advisor, "Leaver", _team);
        var to = new List<Actor>();
        for (var i = 0; i < receivers; i++)
        {
            to.Add(await house.Person(Role.Advisor, $"Receiver {i}", _team));
        }

        return (leaver, [.. to], await house.Person(Role.Manager, "Handing Manager", _team));
    }

    private HandOver Plan(Actor from, IReadOnlyList<Actor> to) => new(house.Emails[from.UserId!.Value], [.. to.Select(t => house.Emails[t.UserId!.Value])]);

    /// <summary>Clients with an open offer each; the first ones with a process, an appointment and other work too.</summary>
    private async Task<Guid[]> Book(Actor advisor, int count)
    {
        var clients = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            var client = await _given.Client(advisor, $"Könyv{i:00}");
            await _given.Contract(client, "insurance/home", house.Today.AddDays(50));
            clients.Add(client.Id);
        }

        var sold = await _given.Client(advisor, "Eladva");
        await _given.Contract(sold, "insurance/home", house.Today.AddDays(50));
        await house.Send(new RunScan(null));
        if (count >= 3)
        {
            await _given.Contract(await house.Ask(new GetClient(clients[1])), "insurance/accident", house.Today.AddDays(45));
            await house.Send(new RunScan(null));
            var offer = (await house.Ask(new ListOffers(clients[1], OfferStatus.Open, null, null, null, 5))).Items.Single(o => o.Product == "insurance/accident");
            await house.Send(advisor, new RecordOutcome(offer.Id, Outcome.Accepted, null, null, null, null, null));
            await house.Send(advisor, new AddTask(clients[2], TaskKind.Meeting, "Találkozó", house.Today.AddDays(3), HouseFixture.Start.AddDays(40), null));
        }

        await house.Send(new ChangeClient(sold.Id, Nothing with { Advisor = house.Emails[(await house.Person(Role.Advisor, "Keeper", _team)).UserId!.Value] }, null));
        return [.. clients];
    }

    private async Task<Holding> Owned(Actor person) => new(
        await house.Count("select count(*) from clients.client where advisor_id = $1", person.UserId),
        await house.Count("select count(*) from worklist.task where status = 'open' and assignee_id = $1", person.UserId),
        await house.Count("select count(*) from processes.instance where category = 'open' and subject->>'advisorId' = $1", person.UserId.ToString()));

    private async Task<(int Offers, long Tasks, long Processes)> Open(Guid[] clients) => (
        (int)await house.Count("select count(*) from offers.offer where status = 'open' and client_id = any($1)", clients),
        await house.Count("select count(*) from worklist.task where status = 'open' and client_id = any($1)", clients),
        await house.Count("select count(*) from processes.instance where category = 'open' and client_id = any($1)", clients));

    private Task<long> Orphans(Guid[] clients) => house.Count(
        """
        select (select count(*) from worklist.task t left join access.user u on u.id = t.assignee_id join clients.client c on c.id = t.client_id
                where t.status = 'open' and t.client_id = any($1) and t.role is null and (u.id is null or not u.active or t.assignee_id <> c.advisor_id))
             + (select count(*) from processes.instance i join clients.client c on c.id = i.client_id where i.category = 'open' and i.client_id = any($1) and i.subject->>'advisorId' <> c.advisor_id::text)
             + (select count(*) from clients.client c join access.user u on u.id = c.advisor_id where c.id = any($1) and not u.active)
        """, clients);

    /// <summary>Who has what, and when, of these clients.</summary>
    private async Task<string> Picture(Guid[] clients) => string.Join('\n', await house.Services.GetRequiredService<Database>().Query(
        """
        select 'client ' || id || ' ' || advisor_id from clients.client where id = any($1)
        union all select 'task ' || client_id || ' ' || id || ' ' || coalesce(assignee_id::text, role, '') || ' ' || due_on || ' ' || coalesce(due_at::text, '') || ' ' || status from worklist.task where client_id = any($1)
        union all select 'process ' || client_id || ' ' || id || ' ' || (subject->>'advisorId') || ' ' || state from processes.instance where client_id = any($1)
        union all select 'offer ' || client_id || ' ' || id || ' ' || planned_on || ' ' || status from offers.offer where client_id = any($1)
        order by 1
        """,
        r => r.GetString(0), [clients], default));

    private static readonly ClientData Nothing = new(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private sealed record Holding(long Clients, long Tasks, long Processes);
}
