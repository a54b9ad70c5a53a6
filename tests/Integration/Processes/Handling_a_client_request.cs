using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Processes.Messages;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Processes;

/// <summary>A process about a client that sells nothing: started from the client, seen among the client's own, walked by back office and advisor.</summary>
[Collection("house")]
public sealed class Handling_a_client_request(HouseFixture house)
{
    private static readonly Dictionary<string, string> Values = new() { ["kind"] = "certificate", ["what"] = "Kárigazolás 2025-re" };

    [Fact]
    public async Task Goes_from_the_client_to_the_back_office_and_back()
    {
        var (advisor, clerk) = (await house.Person(Role.Advisor, "Kérés Anna"), await house.Person(Role.BackOffice, "Kérés Ügyintéző"));
        var client = await new Given(house).Client(advisor);
        (await house.Ask(advisor, new ListStartable(AboutClient: true))).ShouldContain(s => s.Key == "client-request");
        (await house.Ask(advisor, new ListStartable(AboutClient: true))).ShouldNotContain(s => s.Key == "project");
        (await house.Ask(advisor, new ListStartable(AboutClient: false))).ShouldContain(s => s.Key == "project");

        var started = await house.Send(advisor, new StartProcess("client-request", "Kárigazolás", client.Id, Values));
        (await Running(advisor, client.Id)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Id.ShouldBe(started.Id), r => r.State.ShouldBe("received"));
        (await house.Send(clerk, new AdvanceProcess(started.Id, "handle", null))).State.ShouldBe("handled");
        var tell = (await house.Ask(advisor, new GetWorklist(null, house.Today.AddDays(30), null, 100))).Items.Single(t => t.ProcessId == started.Id);
        tell.ClientId.ShouldBe(client.Id);
        await house.Send(advisor, new CompleteTask(tell.Id, "hívtam"));
        (await house.Ask(advisor, new GetProcess(started.Id))).State.ShouldBe("done");
        (await Running(advisor, client.Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Is_started_only_about_ones_own_client_and_by_who_may()
    {
        var (advisor, other) = (await house.Person(Role.Advisor, "Kérés Béla"), await house.Person(Role.Advisor, "Kérés Cili"));
        var client = await new Given(house).Client(advisor);
        await Should.ThrowAsync<NotFoundException>(() => house.Send(other, new StartProcess("client-request", "Idegen", client.Id, Values)));
        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(advisor, new StartProcess("client-request", "Senkié", null, Values)))).Faults.ShouldHaveSingleItem().Field.ShouldBe("clientId");
        await house.Send(new RetireDefinition("client-request", true));
        (await house.Ask(advisor, new ListStartable(AboutClient: true))).ShouldNotContain(s => s.Key == "client-request");
        await house.Send(new RetireDefinition("client-request", false));
    }

    private async Task<IReadOnlyList<ProcessRow>> Running(Actor actor, Guid client) =>
        (await house.Ask(actor, new ListProcesses(new ProcessFilter(ClientId: client, Category: Sdk.StateCategory.Open), null, 20))).Items.Where(r => r.Key == "client-request").ToList();
}
