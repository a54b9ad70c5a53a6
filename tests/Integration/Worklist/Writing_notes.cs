using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Errors;
using CrossSell.Worklist.Messages;

namespace CrossSell.Integration.Worklist;

[Collection("house")]
public sealed class Writing_notes(HouseFixture house)
{
    private readonly Given _given = new(house);

    [Fact]
    public async Task A_line_that_says_a_day_makes_the_writers_task_and_both_are_in_the_audit()
    {
        var advisor = await house.Person(Role.Advisor, "Notes");
        var client = await _given.Client(advisor);

        var written = await house.Send(advisor, new WriteNote(client.Id, "Beázik a tető.\n@holnap 10:00 hívás a fotók miatt", false));

        var task = written.Task.ShouldNotBeNull();
        (task.Kind, task.Title, task.DueOn, task.AssigneeId).ShouldBe((TaskKind.Call, "a fotók miatt", house.Today.AddDays(1), advisor.UserId));
        written.Note.TaskId.ShouldBe(task.Id);
        (await house.Ask(advisor, new ListClientTasks(client.Id))).ShouldHaveSingleItem().Id.ShouldBe(task.Id);
        (await house.Ask(advisor, new ListNotes(client.Id, false, null, 10))).Items.ShouldHaveSingleItem().Text.ShouldContain("Beázik");
        (await house.Ask(new ReadAudit(client.Id, null, null, null, 5))).Items.Select(i => i.Entry.Action).ShouldContain("worklist.noteWritten");
    }

    [Fact]
    public async Task The_same_key_writes_once()
    {
        var advisor = await house.Person(Role.Advisor, "Notes Twice");
        var client = await _given.Client(advisor);

        var first = await house.Send(advisor, new WriteNote(client.Id, "@+3 hívás", false), "note-" + client.Id);
        var again = await house.Send(advisor, new WriteNote(client.Id, "@+3 hívás", false), "note-" + client.Id);

        again.Note.Id.ShouldBe(first.Note.Id);
        (await house.Ask(advisor, new ListClientTasks(client.Id))).Count.ShouldBe(1);
        (await house.Ask(advisor, new ListNotes(client.Id, false, null, 10))).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_day_in_the_past_is_a_fault_of_the_text_and_keeps_nothing()
    {
        var advisor = await house.Person(Role.Advisor, "Notes Past");
        var client = await _given.Client(advisor);

        foreach (var text in new[] { "@2020-01-01 hívás", "@ma 00:00 hívás" })
        {
            (await Should.ThrowAsync<InvalidInputException>(() => house.Send(advisor, new WriteNote(client.Id, text, false)))).Faults.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Field.ShouldBe("text"), f => f.Code.ShouldBe("inPast"));
        }

        (await Should.ThrowAsync<InvalidInputException>(() => house.Send(advisor, new WriteNote(client.Id, " ", false)))).Faults.ShouldHaveSingleItem().Code.ShouldBe("required");
        (await house.Ask(advisor, new ListNotes(client.Id, false, null, 10))).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pinned_ones_come_first_and_the_list_goes_on_where_it_stopped()
    {
        var advisor = await house.Person(Role.Advisor, "Notes Paged");
        var client = await _given.Client(advisor);
        for (var i = 1; i <= 5; i++)
        {
            await house.Send(advisor, new WriteNote(client.Id, $"n{i}", i == 2));
        }

        var shown = new List<string>();
        string? after = null;
        do
        {
            var page = await house.Ask(advisor, new ListNotes(client.Id, false, after, 2));
            shown.AddRange(page.Items.Select(n => n.Text));
            after = page.Next;
        }
        while (after is not null);

        shown.ShouldBe(["n2", "n5", "n4", "n3", "n1"]);
        (await house.Ask(advisor, new ListNotes(client.Id, true, null, 10))).Items.ShouldHaveSingleItem().Text.ShouldBe("n2");
        await Should.ThrowAsync<InvalidInputException>(() => house.Ask(advisor, new ListNotes(client.Id, false, "2_x_y", 2)));
    }

    [Fact]
    public async Task The_text_is_its_writers_and_the_managers_and_nobody_elses_client_is_written_about()
    {
        var team = $"Jegyzetek {Guid.CreateVersion7():N}";
        var (anna, bela, other) = (await house.Person(Role.Advisor, "Notes Anna", team), await house.Person(Role.BackOffice, "Notes Bela", team), await house.Person(Role.Advisor, "Notes Other"));
        var client = await _given.Client(anna);
        var note = (await house.Send(anna, new WriteNote(client.Id, "Délelőtt ne hívjuk.", false))).Note;

        (await house.Send(bela, new ChangeNote(note.Id, null, true))).Pinned.ShouldBeTrue();
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(bela, new ChangeNote(note.Id, "Mást", null)))).Code.ShouldBe("error.noteOfAnother");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(bela, new RemoveNote(note.Id)))).Code.ShouldBe("error.noteOfAnother");
        (await house.Send(anna, new ChangeNote(note.Id, "Délután hívjuk.", null))).ShouldSatisfyAllConditions(n => n.Text.ShouldBe("Délután hívjuk."), n => n.Pinned.ShouldBeTrue(), n => n.ChangedAt.ShouldNotBeNull());
        await Should.ThrowAsync<NotFoundException>(() => house.Send(other, new WriteNote(client.Id, "x", false)));
        await Should.ThrowAsync<NotFoundException>(() => house.Send(other, new ChangeNote(note.Id, "x", null)));
        await Should.ThrowAsync<NotFoundException>(() => house.Ask(other, new ListNotes(client.Id, false, null, 10)));
        await house.Send(anna, new RemoveNote(note.Id));
        await Should.ThrowAsync<NotFoundException>(() => house.Send(anna, new RemoveNote(note.Id)));
    }

    [Fact]
    public async Task Over_the_api()
    {
        var advisor = await house.Person(Role.Advisor, "Notes Api");
        var client = await _given.Client(advisor);
        using var api = await Api.As(house, advisor);

        (await api.Post($"clients/{client.Id}/notes?dryRun=true", new { text = "@tomorrow mail the offer" })).GetProperty("task").GetProperty("kind").GetString().ShouldBe("email");
        var made = await api.Post($"clients/{client.Id}/notes", new { text = "@tomorrow mail the offer", pinned = true }, 201);
        made.GetProperty("task").GetProperty("title").GetString().ShouldBe("the offer");
        var id = made.GetProperty("note").GetProperty("id").GetString();
        (await api.Get($"clients/{client.Id}/notes")).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await api.Get($"clients/{client.Id}/tasks")).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await api.Get($"clients/{client.Id}/shelf")).GetProperty("items").EnumerateArray().SelectMany(l => l.GetProperty("products").EnumerateArray())
            .ShouldContain(p => p.GetProperty("product").GetString() == "insurance/home" && p.GetProperty("standing").GetString() != "here");
        (await api.Send(HttpMethod.Patch, $"notes/{id}", new { pinned = false })).GetProperty("pinned").GetBoolean().ShouldBeFalse();
        await api.Send(HttpMethod.Delete, $"notes/{id}", expect: 204);
        (await api.Post($"clients/{client.Id}/notes", new { pinned = true }, 400)).GetProperty("errors").TryGetProperty("text", out _).ShouldBeTrue();
    }
}
