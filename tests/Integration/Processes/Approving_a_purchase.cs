using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Mail.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;
using MimeKit;

namespace CrossSell.Integration.Processes;

/// <summary>A process that sells nothing and is about no client: limits, roles, requirements, tasks, escalation, and who sees it.</summary>
[Collection("house")]
public sealed class Approving_a_purchase(HouseFixture house)
{
    [Fact]
    public async Task Below_the_limit_is_approved_of_itself_and_becomes_the_buyers_task()
    {
        var (requester, _) = await Team();
        var started = await Start(requester, 40_000);
        (started.State, started.Category).ShouldBe(("approved", "open"));
        started.History.Select(s => s.On).ShouldBe(["start", "entered"]);
        var buyer = await house.Person(Role.BackOffice, "Buyer");
        (await TasksOf(buyer, started.Id)).ShouldHaveSingleItem().ClientName.ShouldBe(started.Title);
    }

    [Fact]
    public async Task Within_the_limit_is_the_managers_and_approving_closes_their_task()
    {
        var (requester, manager) = await Team();
        var started = await Start(requester, 400_000);
        started.State.ShouldBe("requested");
        started.Transitions.Select(t => t.On).ShouldBe(["withdraw"]);
        started.Ways.Where(w => w.On == "approve").ShouldHaveSingleItem().Who.ShouldBe(manager.Name);
        (await TasksOf(manager, started.Id)).ShouldHaveSingleItem();
        var asking = await HouseFixture.Eventually(
            "the mail that asks the manager",
            async () => (await house.Ask(manager, new ListMails(null, null, null, null, 20))).Items.Where(m => m.ProcessId == started.Id).ToList(),
            mails => mails is [{ Template: "approval", Status: MailStatus.Sent }]);
        var asked = (await MimeMessage.LoadAsync(Path.Combine(house.Folder, "mail", $"{asking[0].Id:N}.eml"))).TextBody;
        asked.ShouldNotBeNull();
        asked.ShouldContain("400\u00a0000");
        asked.ShouldContain($"/Processes/{started.Id}");

        await Should.ThrowAsync<RuleBrokenException>(() => house.Send(requester, new AdvanceProcess(started.Id, "approve", null)));
        var moved = await house.Send(manager, new AdvanceProcess(started.Id, "approve", null, "requested", started.Row));
        moved.State.ShouldBe("approved");
        (await TasksOf(manager, started.Id)).ShouldBeEmpty();
        (await Should.ThrowAsync<ConflictException>(() => house.Send(manager, new AdvanceProcess(started.Id, "approve", null, "requested")))).Code.ShouldBe("error.processMoved");
    }

    [Fact]
    public async Task Above_the_limit_goes_on_to_the_director()
    {
        var (requester, manager) = await Team();
        var started = await Start(requester, 700_000);
        (await house.Send(manager, new AdvanceProcess(started.Id, "approve", null))).State.ShouldBe("aboveLimit");
        await Should.ThrowAsync<RuleBrokenException>(() => house.Send(manager, new AdvanceProcess(started.Id, "approve", null)));
        var director = await house.Person(Role.Administrator, "Director");
        (await house.Send(director, new AdvanceProcess(started.Id, "approve", null))).State.ShouldBe("approved");
    }

    [Fact]
    public async Task Wants_a_reason_for_no_and_an_invoice_for_received()
    {
        var (requester, manager) = await Team();
        var buyer = await house.Person(Role.BackOffice, "Buyer");
        var refused = await Start(requester, 100_000);
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(manager, new AdvanceProcess(refused.Id, "reject", null)))).Faults.ShouldHaveSingleItem().Field.ShouldBe("note");
        (await house.Send(manager, new AdvanceProcess(refused.Id, "reject", "too dear"))).History[^1].Note.ShouldBe("too dear");

        var bought = await Start(requester, 10_000);
        await house.Send(buyer, new AdvanceProcess(bought.Id, "order", null));
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(buyer, new AdvanceProcess(bought.Id, "receive", null)))).Faults.ShouldHaveSingleItem().Field.ShouldBe("values.invoice");
        var received = await house.Send(buyer, new AdvanceProcess(bought.Id, "receive", null) { Values = new Dictionary<string, string> { ["invoice"] = "SZ-1" } });
        (received.Category, received.Values.Single(v => v.Name == "invoice").Text).ShouldBe(("won", "SZ-1"));
    }

    [Fact]
    public async Task Nobody_decides_on_their_own_request()
    {
        var director = await house.Person(Role.Administrator, "Lone Director");
        var started = await Start(director, 100_000);
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(director, new AdvanceProcess(started.Id, "approve", null)))).Code.ShouldBe("error.transitionOther");
    }

    [Fact]
    public async Task Says_every_field_that_is_wrong()
    {
        var (requester, _) = await Team();
        var wrong = await Should.ThrowAsync<InvalidInputException>(() => house.Send(requester, new StartProcess(
            "purchase-approval", " ", null, new Dictionary<string, string> { ["amount"] = "lots", ["neededBy"] = "soon", ["colour"] = "red" })));
        wrong.Faults.Select(f => f.Field).Order().ShouldBe(["title", "values.amount", "values.colour", "values.neededBy", "values.supplier"]);
        await Should.ThrowAsync<RuleBrokenException>(() => house.Send(requester, new StartProcess("new-policy", "A sale", null, null)));
        await Should.ThrowAsync<NotFoundException>(() => house.Send(requester, new StartProcess("no-such", "x", null, null)));
    }

    [Fact]
    public async Task Is_seen_by_who_started_it_their_manager_the_roles_it_names_and_nobody_else()
    {
        var (requester, manager) = await Team();
        var (stranger, otherManager) = await Team();
        var colleague = await house.Person(Role.Advisor, "Colleague");
        var project = await house.Send(requester, new StartProcess("project", "Secret project", null, new Dictionary<string, string> { ["startOn"] = house.Today.AddDays(30).ToString("O"), ["goal"] = "x" }));
        foreach (var seeing in new[] { requester, manager })
        {
            (await house.Ask(seeing, new GetProcess(project.Id))).Title.ShouldBe("Secret project");
            (await house.Ask(seeing, new ListProcesses(new ProcessFilter("project"), null, 200))).Items.ShouldContain(r => r.Id == project.Id);
        }

        foreach (var blind in new[] { stranger, otherManager, colleague })
        {
            await Should.ThrowAsync<NotFoundException>(() => house.Ask(blind, new GetProcess(project.Id)));
            await Should.ThrowAsync<NotFoundException>(() => house.Send(blind, new AdvanceProcess(project.Id, "cancel", "x")));
            (await house.Ask(blind, new ListProcesses(new ProcessFilter("project"), null, 200))).Items.ShouldNotContain(r => r.Id == project.Id);
        }

        await Should.ThrowAsync<NotFoundException>(() => house.Send(otherManager, new JumpProcess(project.Id, "done", "x")));
    }

    [Fact]
    public async Task Tells_the_director_once_when_nobody_decides_in_three_working_days()
    {
        var (requester, _) = await Team();
        var director = await house.Person(Role.Administrator, "Told Director");
        var started = await Start(requester, 200_000);
        house.Clock.Advance(TimeSpan.FromDays(8));
        await house.Send(new FireDeadlines());
        await house.Send(new FireDeadlines());
        var view = await house.Ask(requester, new GetProcess(started.Id));
        (view.State, view.History.Count(s => s.On == "escalated")).ShouldBe(("requested", 1));
        (await TasksOf(director, started.Id)).ShouldHaveSingleItem().Kind.ShouldBe(TaskKind.Escalation);
    }

    [Fact]
    public async Task Is_chased_when_the_day_it_was_needed_has_come()
    {
        var (requester, _) = await Team();
        var buyer = await house.Person(Role.BackOffice, "Chasing Buyer");
        var started = await Start(requester, 20_000, house.Today.AddDays(5));
        var ordered = await house.Send(buyer, new AdvanceProcess(started.Id, "order", null));
        ordered.Timers.ShouldHaveSingleItem().Then.ShouldBe("overdue");
        await house.Send(new FireDeadlines());
        (await house.Ask(buyer, new GetProcess(started.Id))).State.ShouldBe("ordered");
        house.Clock.Advance(TimeSpan.FromDays(5));
        await house.Send(new FireDeadlines());
        await house.Send(new FireDeadlines());
        var view = await house.Ask(buyer, new GetProcess(started.Id));
        (view.State, view.Timers.Count, view.History.Count(s => s.On == "overdue")).ShouldBe(("chased", 0, 1));
    }

    [Fact]
    public async Task A_manager_steps_back_with_a_reason_that_stands_in_the_history()
    {
        var (requester, manager) = await Team();
        var started = await Start(requester, 100_000);
        await house.Send(manager, new AdvanceProcess(started.Id, "approve", null));
        await Should.ThrowAsync<NotAllowedException>(() => house.Send(requester, new JumpProcess(started.Id, "requested", "wrong one")));
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(manager, new JumpProcess(started.Id, "nowhere", " ")))).Faults.Select(f => f.Field).ShouldBe(["reason", "state"], ignoreOrder: true);
        var back = await house.Send(manager, new JumpProcess(started.Id, "requested", "wrong one"));
        (back.State, back.History[^1].On, back.History[^1].Note).ShouldBe(("requested", "jumped", "wrong one"));
        (await TasksOf(manager, started.Id)).ShouldHaveSingleItem();
        (await house.Count("select count(*) from kernel.audit_entry where action = 'processes.jumped' and subject_id = $1 and after like '%wrong one%'", started.Id)).ShouldBe(1);
    }

    private async Task<(Actor Requester, Actor Manager)> Team()
    {
        var team = "Buying " + Guid.CreateVersion7();
        var requester = await house.Person(Role.Advisor, "Requester", team);
        return (requester, await house.Person(Role.Manager, "Approver", team));
    }

    private Task<ProcessView> Start(Actor actor, decimal amount, DateOnly? neededBy = null) => house.Send(actor, new StartProcess(
        "purchase-approval", $"Laptop {Guid.CreateVersion7()}", null,
        new Dictionary<string, string> { ["amount"] = amount.ToString(System.Globalization.CultureInfo.InvariantCulture), ["supplier"] = "Gépbolt", ["neededBy"] = (neededBy ?? house.Today.AddDays(90)).ToString("O") }));

    private async Task<List<TaskView>> TasksOf(Actor actor, Guid process)
    {
        var found = new List<TaskView>();
        string? after = null;
        do
        {
            var page = await house.Ask(actor, new GetWorklist(null, house.Today.AddDays(60), after, 200));
            found.AddRange(page.Items.Where(t => t.ProcessId == process));
            after = page.Next;
        }
        while (after is not null);
        return found;
    }
}
