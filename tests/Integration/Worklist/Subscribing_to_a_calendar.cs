using System.Net;
using CrossSell.Access.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Worklist;

/// <summary>What Outlook and Google fetch, with nothing but the address.</summary>
[Collection("house")]
public sealed class Subscribing_to_a_calendar(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task The_address_shows_its_owners_calls_and_nobody_elses()
    {
        var (anna, other) = (await house.Person(Role.Advisor, "Naptár Anna"), await house.Person(Role.Advisor, "Naptár Más"));
        var (mine, theirs) = (await Call(anna, "Saját"), await Call(other, "Idegen"));
        var address = await Address(anna);

        var (status, text, _) = await Fetch(address);

        status.ShouldBe(HttpStatusCode.OK);
        text.ShouldStartWith("BEGIN:VCALENDAR");
        text.ShouldContain($"task-{mine.Id:N}@crosssell");
        text.ShouldContain("TZID:Europe/Budapest");
        text.ShouldNotContain($"{theirs.Id:N}");
        text.ShouldContain($"{house.Address.GetLeftPart(UriPartial.Authority)}/Clients/");
    }

    [Fact]
    public async Task Is_not_sent_again_while_nothing_changed()
    {
        var anna = await house.Person(Role.Advisor, "Naptár Etag");
        var call = await Call(anna, "Egyszer");
        var address = await Address(anna);
        var (_, _, tag) = await Fetch(address);

        (await Fetch(address, tag)).Status.ShouldBe(HttpStatusCode.NotModified);

        await house.Send(anna, new SnoozeTask(call.Id, house.Clock.GetUtcNow().AddDays(4), false, false));
        var (status, _, fresh) = await Fetch(address, tag);
        status.ShouldBe(HttpStatusCode.OK);
        fresh.ShouldNotBe(tag);
    }

    [Fact]
    public async Task A_revoked_or_replaced_address_is_nothing_at_once()
    {
        var anna = await house.Person(Role.Advisor, "Naptár Vissza");
        var first = await Address(anna);
        (await Fetch(first)).Status.ShouldBe(HttpStatusCode.OK);

        var second = await Address(anna);
        (await Fetch(first)).Status.ShouldBe(HttpStatusCode.NotFound, "it was replaced");
        (await Fetch(second)).Status.ShouldBe(HttpStatusCode.OK);

        await house.Send(anna, new RevokeCalendarAddress());
        (await Fetch(second)).Status.ShouldBe(HttpStatusCode.NotFound, "it was revoked");
        (await house.Ask(anna, new CalendarAddressSince())).ShouldBeNull();
    }

    [Fact]
    public async Task A_client_who_wants_no_contact_is_in_no_calendar()
    {
        var anna = await house.Person(Role.Advisor, "Naptár Tilt");
        var (client, offer) = await _given.OpenOffer(anna);
        var address = await Address(anna);
        (await Fetch(address)).Text.ShouldContain(client.Id.ToString());

        await house.Send(anna, new RecordOutcome(offer.Id, Outcome.DoNotContact, null, null, null, null, null));

        (await Fetch(address)).Text.ShouldNotContain(client.Id.ToString());
    }

    private async Task<TaskView> Call(Actor advisor, string title) =>
        await house.Send(advisor, new AddTask((await _given.Client(advisor)).Id, TaskKind.Call, title, house.Today.AddDays(1), house.Clock.GetUtcNow().AddDays(1), null));

    private async Task<Uri> Address(Actor actor) => new(house.Address, $"calendar/{await house.Send(actor, new MakeCalendarAddress())}.ics");

    private static async Task<(HttpStatusCode Status, string Text, string? Tag)> Fetch(Uri address, string? known = null)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (known is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        }

        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.ETag?.Tag);
    }
}
