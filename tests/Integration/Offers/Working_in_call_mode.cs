using System.Collections.Concurrent;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Offers;

[Collection("house")]
public sealed class Working_in_call_mode(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task The_next_client_comes_with_all_one_needs_to_know()
    {
        var advisor = await house.Person(Role.Advisor, "Calls Brief");
        var (client, offer) = await _given.OpenOffer(advisor);
        await house.Send(advisor, new RecordOutcome((await house.Send(advisor, new OpenOffer(client.Id, "insurance/accident", null, null, null, null))).Id, Outcome.Rejected, "price", "too dear", null, null, null));

        var next = await house.Ask(advisor, new TakeNextCall(null, null, null, null));

        next.Waiting.ShouldBe(1);
        var brief = next.Call.ShouldNotBeNull();
        (brief.Offer!.Id, brief.Card.Client.Id).ShouldBe((offer.Id, client.Id));
        brief.Objections.ShouldHaveSingleItem().Attempt.ShouldSatisfyAllConditions(a => a.Reason.ShouldBe("price"), a => a.Note.ShouldBe("too dear"));
        brief.Card.Contracts.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Two_people_on_one_queue_never_get_the_same_client()
    {
        var advisor = await house.Person(Role.Advisor, "Calls Shared");
        const int clients = 12;
        for (var i = 0; i < clients; i++)
        {
            await _given.OpenOffer(advisor);
        }

        var email = house.Emails[advisor.UserId!.Value];
        Actor[] callers = [advisor, await house.Person(Role.BackOffice, "Calls Helper"), await house.Person(Role.BackOffice, "Calls Helper Two")];
        var got = new ConcurrentBag<Guid>();
        await Task.WhenAll(callers.Select(async caller =>
        {
            for (var i = 0; i < clients / callers.Length; i++)
            {
                var call = (await house.Ask(caller, new TakeNextCall(null, email, null, null))).Call.ShouldNotBeNull();
                got.Add(call.Card.Client.Id);
                await house.Send(caller, new RecordOutcome(call.Offer!.Id, Outcome.Thinking, null, null, null, null, null));
            }
        }));

        got.Count.ShouldBe(clients);
        got.Distinct().Count().ShouldBe(clients);
    }

    [Fact]
    public async Task A_client_with_a_colleague_is_passed_over_and_free_again_when_let_go()
    {
        var advisor = await house.Person(Role.Advisor, "Calls Held");
        var helper = await house.Person(Role.BackOffice, "Calls Holder");
        var email = house.Emails[advisor.UserId!.Value];
        var (client, _) = await _given.OpenOffer(advisor);
        (await house.Ask(helper, new TakeNextCall(null, email, null, null))).Call!.Card.Client.Id.ShouldBe(client.Id);

        var next = await house.Ask(advisor, new TakeNextCall(null, null, null, null));
        (next.Waiting, next.Call).ShouldBe((1, null));

        await house.Ask(helper, new HoldLine(client.Id, false));
        (await house.Ask(advisor, new TakeNextCall(null, null, null, null))).Call!.Card.Client.Id.ShouldBe(client.Id);
    }

    [Fact]
    public async Task Put_aside_a_client_comes_later_and_another_one_now()
    {
        var advisor = await house.Person(Role.Advisor, "Calls Aside");
        await _given.OpenOffer(advisor);
        await _given.OpenOffer(advisor);
        var first = (await house.Ask(advisor, new TakeNextCall(null, null, null, null))).Call!.Card.Client.Id;

        var second = (await house.Ask(advisor, new TakeNextCall(null, null, null, first))).Call!.Card.Client.Id;

        second.ShouldNotBe(first);
        (await house.Ask(advisor, new TakeNextCall(null, null, null, second))).Call.ShouldBeNull();
    }

    [Fact]
    public async Task The_same_client_s_other_due_offer_comes_while_they_are_on_the_line()
    {
        var advisor = await house.Person(Role.Advisor, "Calls Stay");
        var (client, offer) = await _given.OpenOffer(advisor);
        await _given.OpenOffer(advisor);
        var other = await house.Send(advisor, new OpenOffer(client.Id, "insurance/accident", null, null, null, null));
        await house.Send(advisor, new RecordOutcome(offer.Id, Outcome.Thinking, null, null, null, null, null));

        (await house.Ask(advisor, new TakeNextCall(null, null, client.Id, null))).Call!.Offer!.Id.ShouldBe(other.Id);
    }

    [Fact]
    public async Task What_changed_since_the_list_was_read_is_looked_at_again()
    {
        var advisor = await house.Person(Role.Advisor, "Calls Recheck");
        var (client, offer) = await _given.OpenOffer(advisor);
        (await house.Ask(advisor, new TakeNextCall(null, null, null, null))).Call.ShouldNotBeNull();
        await house.Count("with closed as (update offers.offer set status = 'withdrawn', close_reason = 'x', closed_at = now() where id = $1 returning 1) select count(*) from closed", offer.Id);

        (await house.Ask(advisor, new TakeNextCall(null, null, client.Id, null))).Call.ShouldBeNull("the task is still there, the offer is not");
    }

    [Fact]
    public async Task A_call_promised_for_a_later_hour_is_not_called_before()
    {
        var advisor = await house.Person(Role.Advisor, "Calls Promised");
        var (_, offer) = await _given.OpenOffer(advisor);
        await house.Send(advisor, new RecordOutcome(offer.Id, Outcome.CallBack, null, null, null, house.Clock.GetUtcNow().AddHours(1), null));
        (await house.Ask(advisor, new TakeNextCall(null, null, null, null))).Waiting.ShouldBe(0);

        house.Clock.Advance(TimeSpan.FromMinutes(61));
        try
        {
            (await house.Ask(advisor, new TakeNextCall(null, null, null, null))).Call!.Offer!.Id.ShouldBe(offer.Id);
        }
        finally
        {
            house.Clock.Advance(-TimeSpan.FromMinutes(61));
        }
    }

    [Fact]
    public async Task A_planned_call_without_an_offer_comes_too()
    {
        var advisor = await house.Person(Role.Advisor, "Calls Planned");
        var client = await _given.Client(advisor);
        var task = await house.Send(advisor, new AddTask(client.Id, TaskKind.Call, "Ask about the claim", house.Today, null, null));

        var brief = (await house.Ask(advisor, new TakeNextCall(null, null, null, null))).Call.ShouldNotBeNull();

        (brief.TaskId, brief.Title, brief.Offer).ShouldBe((task.Id, "Ask about the claim", null));
    }

    [Fact]
    public async Task Calls_of_somebody_out_of_scope_are_refused_by_field()
    {
        var advisor = await house.Person(Role.Advisor, "Calls Stranger");
        var other = await house.Person(Role.Advisor, "Calls Other");
        (await Should.ThrowAsync<InvalidInputException>(() => house.Ask(advisor, new TakeNextCall(null, house.Emails[other.UserId!.Value], null, null)))).Faults.Single().Field.ShouldBe("advisor");
    }
}
