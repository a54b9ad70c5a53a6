using CrossSell.Clients.Messages;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Segments.Messages;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Segments;

[Collection("house")]
public sealed class Keeping_segments(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task Counts_and_lists_within_what_one_may_see()
    {
        var (anna, bela) = (await house.Person(Role.Advisor, "Szegmens Anna"), await house.Person(Role.Advisor, "Szegmens Bela"));
        var (mine, lacking, theirs) = (await _given.Client(anna), await _given.Client(anna), await _given.Client(bela));
        await _given.Contract(mine, "insurance/home", null);
        await _given.Contract(theirs, "insurance/home", null);

        var segment = await house.Send(anna, new AddSegment(new SegmentData("Lakásosok", "holds insurance/home and age >= 30", false)));

        segment.Count.ShouldBe(1);
        segment.Sentence.ShouldBe("Van „Lakásbiztosítás” szerződése és legalább 30 éves.");
        (await house.Ask(anna, new ListSegmentClients(segment.Id, null, 10))).Items.ShouldHaveSingleItem().Client.Id.ShouldBe(mine.Id);
        (await house.Ask(anna, new ListClientRows(new ClientFilter(Segment: "Lakásosok"), null, null, 10))).Items.ShouldHaveSingleItem().Client.Id.ShouldBe(mine.Id);
        (await house.Ask(anna, new SegmentsOfClient(mine.Id))).ShouldHaveSingleItem().Id.ShouldBe(segment.Id);
        (await house.Ask(anna, new SegmentsOfClient(lacking.Id))).ShouldBeEmpty();
        await Should.ThrowAsync<NotFoundException>(() => house.Ask(bela, new GetSegment(segment.Id)));
        await Should.ThrowAsync<NotFoundException>(() => house.Ask(bela, new ListClientRows(new ClientFilter(Segment: segment.Id.ToString()), null, null, 10)));
    }

    [Fact]
    public async Task Reads_a_sentence_as_the_same_filter()
    {
        var anna = await house.Person(Role.Advisor, "Mondat Anna");
        const string filter = "(holds insurance/home here or contracts = 1) and not tag \"nem kérem\"";
        var trial = await house.Ask(anna, new TryFilter(filter, 5));

        (await house.Ask(anna, new TryFilter(trial.Sentence, 0))).Filter.ShouldBe(trial.Filter);
        var english = await house.Ask(anna with { Language = "en" }, new TryFilter(trial.Sentence, 0));
        english.Filter.ShouldBe(trial.Filter);
        (await house.Ask(anna, new TryFilter(english.Sentence, 0))).Filter.ShouldBe(trial.Filter);
    }

    [Fact]
    public async Task Stands_on_others_by_what_they_are_and_never_on_itself()
    {
        var anna = await house.Person(Role.Advisor, "Egymas Anna");
        var inner = await house.Send(anna, new AddSegment(new SegmentData("Belső", "kind person", false)));
        var outer = await house.Send(anna, new AddSegment(new SegmentData("Külső", "segment Belső and age >= 18", false)));
        inner = await house.Send(anna, new ChangeSegment(inner.Id, new SegmentData("Átnevezett", "kind person", false), inner.Version));

        (await house.Ask(anna, new GetSegment(outer.Id))).Filter.ShouldBe("segment \"Átnevezett\" and age >= 18");
        await Fails("filterCycle", () => house.Send(anna, new ChangeSegment(inner.Id, new SegmentData("Átnevezett", "segment Külső", false), null)));
        await Fails("filterCycle", () => house.Send(anna, new ChangeSegment(inner.Id, new SegmentData("Átnevezett", "segment Átnevezett", false), null)));
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(anna, new DeleteSegment(inner.Id)))).Code.ShouldBe("error.segmentUsed");
        await house.Send(anna, new DeleteSegment(outer.Id));
        await house.Send(anna, new DeleteSegment(inner.Id));
    }

    [Fact]
    public async Task Refuses_what_can_t_be_with_its_place()
    {
        var anna = await house.Person(Role.Advisor, "Hiba Anna");
        await Fails("filterUnknownProduct", () => house.Send(anna, new AddSegment(new SegmentData("A", "holds insurance/hoem", false))));
        await Fails("filterUnknownSegment", () => house.Send(anna, new AddSegment(new SegmentData("A", "segment Nincsilyen", false))));
        await Fails("required", () => house.Send(anna, new AddSegment(new SegmentData(" ", "age >= 18", false))));
        await house.Send(anna, new AddSegment(new SegmentData("Egy", "age >= 18", false)));
        await Fails("segmentTaken", () => house.Send(anna, new AddSegment(new SegmentData("Egy", "age >= 18", false))));
        await Should.ThrowAsync<StaleException>(async () => await house.Send(anna, new ChangeSegment((await house.Ask(anna, new ListSegments()))[0].Id, new SegmentData("Egy", "age >= 19", false), 7)));
    }

    [Fact]
    public async Task Is_shared_with_the_team_which_uses_and_does_not_change_it()
    {
        var team = "Szegmens " + Guid.CreateVersion7().ToString("N");
        var (anna, bela) = (await house.Person(Role.Advisor, "Oszto Anna", team), await house.Person(Role.Advisor, "Oszto Bela", team));
        var client = await _given.Client(bela);
        var segment = await house.Send(anna, new AddSegment(new SegmentData("Közös", "kind person", true)));

        (await house.Ask(bela, new ListSegmentClients(segment.Id, null, 10))).Items.ShouldHaveSingleItem().Client.Id.ShouldBe(client.Id);
        await Should.ThrowAsync<NotAllowedException>(() => house.Send(bela, new DeleteSegment(segment.Id)));
    }

    [Fact]
    public async Task Asks_for_complaints_that_notes_are_marked_as()
    {
        var anna = await house.Person(Role.Advisor, "Panasz Anna");
        var (angry, calm) = (await _given.Client(anna), await _given.Client(anna));
        await house.Send(anna, new WriteNote(angry.Id, "Nem hívtuk vissza.", false, Complaint: true));
        await house.Send(anna, new WriteNote(calm.Id, "Minden rendben.", false));

        (await house.Ask(anna, new TryFilter("complained within 30", 5))).Sample.ShouldHaveSingleItem().Id.ShouldBe(angry.Id);
    }

    [Fact]
    public async Task Is_built_from_parts_that_come_apart_again()
    {
        var anna = await house.Person(Role.Advisor, "Epito Anna");
        foreach (var kind in (await house.Ask(anna, new ListFilterKinds())).Where(k => k.Example.Zip(k.Places).All(p => p.First.Length > 0 || p.Second is "place" or "because" or "within" or "ofProducts" or "to" or "fate")))
        {
            var filter = await house.Ask(anna, new PutFilterTogether(new FilterPart(kind.Kind, kind.Example, [])));
            var part = (await house.Ask(anna, new TakeFilterApart(filter))).ShouldNotBeNull();
            (part.Kind, string.Join('|', part.Values)).ShouldBe((kind.Kind, string.Join('|', kind.Example)));
        }

        var wrong = await Should.ThrowAsync<InvalidInputException>(() => house.Ask(anna, new PutFilterTogether(new FilterPart("all", [], [new FilterPart("age", [">=", "sok"], []), new FilterPart("tag", ["a) or tag (b"], [])]))));
        wrong.Faults.ShouldHaveSingleItem().Field.ShouldBe("part.0.v1");
        (await house.Ask(anna, new PutFilterTogether(new FilterPart("tag", ["a\" or tag \"b"], [])))).ShouldBe("tag \"a\\\" or tag \\\"b\"");
    }

    [Fact]
    public async Task Over_the_API()
    {
        var anna = await house.Person(Role.Advisor, "Api Anna");
        var client = await _given.Client(anna);
        await _given.Contract(client, "lending/mortgage", null);
        using var api = await Api.As(house, anna);

        var segment = await api.Post("segments", new { name = "Hitelesek", filter = "holds lending/mortgage and lacks insurance/home and age >= 30" }, 201);
        var id = segment.GetProperty("id").GetString();
        segment.GetProperty("count").GetInt32().ShouldBe(1);
        foreach (var list in new[] { $"segments/{id}/clients", $"clients?segment={id}" })
        {
            (await api.Get(list)).GetProperty("items")[0].GetProperty("id").GetGuid().ShouldBe(client.Id, list);
        }

        (await api.Get($"clients/{client.Id}/segments")).GetProperty("items")[0].GetProperty("name").GetString().ShouldBe("Hitelesek");
        (await api.Get($"insights/whitespace?segment={id}")).GetProperty("clients").GetInt32().ShouldBe(1);
        (await api.Post("segments/try", new { filter = "holds lending/mortgag" }, 400)).ToString().ShouldContain("Did you mean lending/mortgage?");
        var campaign = await api.Post("campaigns", new { segment = id, product = "insurance/home", perAdvisorPerDay = 3 }, 201);
        (await api.Post($"campaigns/{campaign.GetProperty("id").GetString()}/rehearsal", new { })).GetProperty("meant").GetInt32().ShouldBe(1);
    }

    private static async Task Fails(string code, Func<Task> act) => (await Should.ThrowAsync<InvalidInputException>(act)).Faults.ShouldHaveSingleItem().Code.ShouldBe(code);
}
