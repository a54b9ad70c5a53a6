using CrossSell.Documents.Messages;
using CrossSell.Host.Jobs;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Integration.Processes;

[Collection("house")]
public sealed class Watching_deadlines(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task A_contract_that_does_not_come_back_is_brought_up_once_its_working_days_are_over()
    {
        var advisor = await house.Person(Role.Advisor, "Waiting");
        var process = await AwaitingSignature(advisor);

        await house.Send(new FireDeadlines());
        (await house.Ask(advisor, new GetProcess(process))).State.ShouldBe("awaitingSignature");

        house.Clock.Advance(TimeSpan.FromDays(20));
        await house.Send(new FireDeadlines());
        await house.Send(new FireDeadlines());

        var view = await house.Ask(advisor, new GetProcess(process));
        view.State.ShouldBe("reminded");
        view.History.Count(s => s.On == "reminded").ShouldBe(1);
    }

    [Fact]
    public async Task One_that_fails_keeps_none_of_the_others_waiting()
    {
        var advisor = await house.Person(Role.Advisor, "Failing");
        var (broken, whole) = (await AwaitingSignature(advisor), await AwaitingSignature(advisor));
        await house.Execute("update processes.instance set state = 'nowhere', deadline_on = $2 where id = $1", broken, house.Today.AddDays(-1));
        await house.Execute("update processes.instance set deadline_on = $2 where id = $1", whole, house.Today.AddDays(-1));
        var watch = house.Services.GetRequiredService<DeadlineWatch>();

        await watch.Fire("test", default);
        await watch.Fire("test", default);

        (await house.Ask(advisor, new GetProcess(whole))).State.ShouldBe("reminded");
        (await house.Ask(new ListDueProcesses())).ShouldBe([broken]);
        await house.Execute("update processes.instance set state = 'awaitingSignature' where id = $1", broken);
        await watch.Fire("test", default);
        (await house.Ask(advisor, new GetProcess(broken))).State.ShouldBe("reminded");
    }

    [Fact]
    public async Task Are_looked_at_when_a_host_starts()
    {
        var advisor = await house.Person(Role.Advisor, "Starting");
        var process = await AwaitingSignature(advisor);
        await house.Execute("update processes.instance set deadline_on = $2 where id = $1", process, house.Today.AddDays(-1));
        using var missed = ActivatorUtilities.CreateInstance<MissedDeadlines>(house.Services);
        await missed.StartAsync(default);
        await missed.ExecuteTask!;
        (await house.Ask(advisor, new GetProcess(process))).State.ShouldBe("reminded");
    }

    [Fact]
    public async Task A_person_may_choose_only_what_their_role_may_from_here()
    {
        var advisor = await house.Person(Role.Advisor, "Choosing");
        var clerk = await house.Person(Role.BackOffice, "Choosing Clerk");
        var process = await AwaitingSignature(advisor);

        (await house.Ask(advisor, new GetProcess(process))).Transitions.ShouldBeEmpty();
        await Should.ThrowAsync<RuleBrokenException>(() => house.Send(advisor, new AdvanceProcess(process, "withdrawn", null)));
        await Should.ThrowAsync<RuleBrokenException>(() => house.Send(clerk, new AdvanceProcess(process, "document:signed", null)));

        var moved = await house.Send(clerk, new AdvanceProcess(process, "withdrawn", "changed their mind"));
        (moved.State, moved.Category).ShouldBe(("lost", "lost"));
    }

    private async Task<Guid> AwaitingSignature(Actor advisor)
    {
        var (_, offer) = await _given.OpenOffer(advisor);
        var answer = await house.Send(advisor, new RecordOutcome(offer.Id, Outcome.Accepted, null, null, null, null, null));
        var document = await HouseFixture.Eventually(
            "the contract to be generated", async () => (await house.Ask(new ListDocuments(null, offer.Id, null, null, 1))).Items.FirstOrDefault()!, d => d is { Status: "generated" });
        await house.Send(new MarkSent([document.Id]));
        return answer.Process!.Id;
    }
}
