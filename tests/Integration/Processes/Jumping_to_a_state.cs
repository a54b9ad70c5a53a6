using CrossSell.Documents.Messages;
using CrossSell.Host.Texts;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Integration.Processes;

/// <summary>A manager puts a process elsewhere, and it never ends where nobody and nothing can move it.</summary>
[Collection("house")]
public sealed class Jumping_to_a_state(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task Goes_on_at_once_where_the_state_does()
    {
        var team = "Jumping " + Guid.CreateVersion7();
        var (requester, manager) = (await house.Person(Role.Advisor, "Jump Requester", team), await house.Person(Role.Manager, "Jump Manager", team));
        var started = await house.Send(requester, new StartProcess(
            "purchase-approval", "Laptop", null, new Dictionary<string, string> { ["amount"] = "200000", ["supplier"] = "Gépbolt", ["neededBy"] = house.Today.AddDays(90).ToString("O") }));
        await house.Send(manager, new AdvanceProcess(started.Id, "approve", null));

        var back = await house.Send(manager, new JumpProcess(started.Id, "routing", "not this supplier"));
        (back.State, back.Category, back.DeadlineOn is not null).ShouldBe(("requested", "open", true));
        back.Transitions.Select(t => t.On).ShouldBe(["approve", "reject", "ask"], ignoreOrder: true);
        back.Tasks.ShouldHaveSingleItem().Who.ShouldBe(manager.Name);
        back.History.Select(s => s.On).ShouldBe(["start", "entered", "approve", "jumped", "entered"]);
        (await house.Count("select count(*) from mail.message where process_id = $1", started.Id)).ShouldBe(2, "the manager is asked again");
        (await house.Send(manager, new AdvanceProcess(started.Id, "approve", null))).State.ShouldBe("approved");
    }

    [Fact]
    public async Task Is_refused_behind_a_contract_that_has_joined_the_portfolio()
    {
        var (advisor, clerk, manager) = await Sellers();
        var (process, document) = await Accepted(advisor);
        await house.Send(clerk, new MarkSent([document]));
        await house.Send(clerk, new UploadSigned(document, "a.pdf", "application/pdf", "%PDF-1.4\n%%EOF"u8.ToArray()));
        var sold = await house.Ask(manager, new GetProcess(process));
        (sold.State, sold.Jumps.Count).ShouldBe(("inForce", 0));

        foreach (var state in new[] { "offered", "preparing", "awaitingSignature", "lost" })
        {
            var refused = await Should.ThrowAsync<InvalidInputException>(() => house.Send(manager, new JumpProcess(process, state, "x")));
            refused.Faults.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Field.ShouldBe("state"), f => f.Code.ShouldBe("jumpSold"));
            house.Services.GetRequiredService<ErrorTexts>().Of(refused, "hu").ShouldContain("„Hatályban”");
        }

        (await house.Ask(manager, new GetProcess(process))).Row.ShouldBe(sold.Row);
    }

    [Fact]
    public async Task Is_refused_where_only_what_can_no_longer_come_leads_on()
    {
        var (advisor, _, manager) = await Sellers();
        var (process, _) = await Accepted(advisor);
        var view = await house.Ask(manager, new GetProcess(process));
        view.Jumps.Select(j => j.State).ShouldNotContain("offered");
        (await house.Ask(advisor, new GetProcess(process))).Jumps.ShouldBeEmpty();
        var refused = await Should.ThrowAsync<InvalidInputException>(() => house.Send(manager, new JumpProcess(process, "offered", "x")));
        refused.Faults.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Field.ShouldBe("state"), f => f.Code.ShouldBe("jumpStranded"));
    }

    [Fact]
    public async Task Asks_for_the_document_again_in_place_of_the_one_before()
    {
        var (advisor, clerk, manager) = await Sellers();
        var (process, first) = await Accepted(advisor);
        await house.Send(clerk, new MarkSent([first]));
        await house.Send(manager, new JumpProcess(process, "preparing", "wrong day in it"));

        var second = await HouseFixture.Eventually("another contract to be generated", () => Document(process), d => d is { Status: "generated" } && d.Id != first);
        (await house.Ask(manager, new GetDocument(first))).Status.ShouldBe("cancelled");
        (await house.Ask(manager, new GetProcess(process))).State.ShouldBe("ready");
        await house.Send(clerk, new MarkSent([second!.Id]));
        await house.Send(clerk, new UploadSigned(second.Id, "a.pdf", "application/pdf", "%PDF-1.4\n%%EOF"u8.ToArray()));
        (await house.Ask(manager, new GetProcess(process))).State.ShouldBe("inForce");
    }

    private async Task<(Actor Advisor, Actor Clerk, Actor Manager)> Sellers()
    {
        var team = "Selling " + Guid.CreateVersion7();
        return (await house.Person(Role.Advisor, "Jump Seller", team), await house.Person(Role.BackOffice, "Jump Clerk"), await house.Person(Role.Manager, "Jump Boss", team));
    }

    private async Task<(Guid Process, Guid Document)> Accepted(Actor advisor)
    {
        var (_, offer) = await _given.OpenOffer(advisor);
        var process = (await house.Send(advisor, new RecordOutcome(offer.Id, Outcome.Accepted, null, null, null, null, null))).Process!.Id;
        return (process, (await HouseFixture.Eventually("the contract to be generated", () => Document(process), d => d is { Status: "generated" }))!.Id);
    }

    private async Task<DocumentView?> Document(Guid process) =>
        (await house.Ask(new ListDocuments(null, (await house.Ask(new GetProcess(process))).OfferId, null, null, 50))).Items.FirstOrDefault(d => d.ProcessId == process);
}
