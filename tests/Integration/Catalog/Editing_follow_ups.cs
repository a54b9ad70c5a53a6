using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrossSell.Access.Messages;
using CrossSell.Catalog.Messages;
using CrossSell.Host.Composition;
using CrossSell.Integration.House;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;

namespace CrossSell.Integration.Catalog;

/// <summary>On the line of loans, whose own table is in force again after each.</summary>
[Collection("house")]
public sealed class Editing_follow_ups(HouseFixture house) : IAsyncLifetime
{
    private const string Line = "lending";
    private readonly Given _given = new(house);

    public Task InitializeAsync() => house.Send(new TakeLineFollowUps(Line, null));

    public Task DisposeAsync() => house.Send(new TakeLineFollowUps(Line, null));

    [Fact]
    public async Task A_saved_table_decides_the_next_outcome_and_can_be_gone_back_from()
    {
        var advisor = await house.Person(Role.Advisor, "Edited");
        var own = await house.Ask(new GetFollowUps(Line));

        var saved = await house.Send(new SaveFollowUps(Line, [Rejected("price", 3), .. own.Rows.Where(r => r.Reason != "price")], "quicker", own.Version));

        (saved.Version, saved.Source, saved.InForce, saved.Note).ShouldBe((own.Version + 1, "administrator", true, "quicker"));
        var decided = await Reject(advisor);
        (decided.FollowUps[0].DueOn, decided.Offer.Attempts[0].TableVersion, decided.Offer.Attempts[0].TableRow).ShouldBe((house.Today.AddDays(3), saved.Version, 1));

        var back = await house.Send(new ReturnToFollowUps(Line, own.Version, saved.Version));
        (back.Version, back.Rows.Count).ShouldBe((saved.Version + 1, own.Rows.Count));
        (await Reject(advisor)).FollowUps[0].DueOn.ShouldBe(house.Today.AddDays(14));
        (await house.Ask(new ListFollowUpVersions(Line))).Select(v => v.Version).Take(3).ShouldBe([back.Version, saved.Version, own.Version]);
        (await house.Count("select count(*) from kernel.audit_entry where action = 'catalog.followUpsChanged' and (after::json->>'version')::int = $1", back.Version)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_table_with_a_hole_is_refused_with_the_hole_named_and_changes_nothing()
    {
        var own = await house.Ask(new GetFollowUps(Line));

        var refused = await Should.ThrowAsync<InvalidInputException>(() => house.Send(new SaveFollowUps(Line, [.. own.Rows.Where(r => r.On != Outcome.CallBack)], null, null)));

        var hole = refused.Faults.ShouldHaveSingleItem();
        (hole.Field, hole.Code, hole.Message.Split(" (")[0]).ShouldBe(("rows", "followUpHole", "nothing answers callBack"));
        (await house.Ask(new GetFollowUps(Line))).Version.ShouldBe(own.Version);
    }

    [Fact]
    public async Task Only_one_of_two_administrators_saves_over_the_same_version_and_no_one_else_at_all()
    {
        var own = await house.Ask(new GetFollowUps(Line));
        await house.Send(new SaveFollowUps(Line, [Rejected("price", 2), .. own.Rows.Where(r => r.Reason != "price")], null, own.Version));

        await Should.ThrowAsync<StaleException>(() => house.Send(new SaveFollowUps(Line, [Rejected("price", 4), .. own.Rows.Where(r => r.Reason != "price")], null, own.Version)));
        var manager = await house.Person(Role.Manager, "Curious");
        await Should.ThrowAsync<NotAllowedException>(() => house.Send(manager, new SaveFollowUps(Line, own.Rows, null, null)));
        (await house.Ask(manager, new GetFollowUps(Line))).Rows[0].Then.AfterDays.ShouldBe(2);
    }

    [Fact]
    public async Task A_line_that_brings_other_rows_changes_its_own_table_but_not_an_administrators()
    {
        var own = await house.Ask(new GetFollowUps(Line));
        using var changed = new ChangedPlugins(afterDays: 9);
        try
        {
            await house.Send(new InstallLines(changed.Folder, HostSettings.TemplatesFolder));
            (await house.Ask(new GetFollowUps(Line))).Rows.Single(r => r.Reason == "price").Then.AfterDays.ShouldBe(9);
            await house.Send(new InstallLines(Repository.Plugins, HostSettings.TemplatesFolder));

            var mine = await house.Send(new SaveFollowUps(Line, [Rejected("price", 3), .. own.Rows.Where(r => r.Reason != "price")], null, null));
            await house.Send(new InstallLines(changed.Folder, HostSettings.TemplatesFolder));
            var now = await house.Ask(new GetFollowUps(Line));
            (now.Version, now.OwnChanged, now.Rows[0].Then.AfterDays).ShouldBe((mine.Version, true, 3));

            var taken = await house.Send(new TakeLineFollowUps(Line, now.Version));
            (taken.Source, taken.OwnChanged, taken.Rows.Single(r => r.Reason == "price").Then.AfterDays).ShouldBe(("line", false, 9));
        }
        finally
        {
            await house.Send(new InstallLines(Repository.Plugins, HostSettings.TemplatesFolder));
        }
    }

    [Fact]
    public async Task The_preview_says_what_the_last_contacts_would_have_led_to_and_changes_nothing()
    {
        var advisor = await house.Person(Role.Advisor, "Previewed");
        await Reject(advisor);
        var rejected = await Reject(advisor);
        var own = await house.Ask(new GetFollowUps(Line));

        var preview = await house.Ask(new PreviewFollowUps(Line, [Rejected("price", 3), .. own.Rows.Where(r => r.Reason != "price")], Outcome.Rejected));

        preview.Contacts.ShouldBeGreaterThanOrEqualTo(2);
        var change = preview.Changes.First(c => !c.Same);
        (change.From.AfterDays, change.To.AfterDays, change.To.Row).ShouldBe((14, 3, 1));
        change.Count.ShouldBeGreaterThanOrEqualTo(2);
        (await house.Ask(new GetOffer(rejected.Offer.Id))).Attempts.ShouldHaveSingleItem();
        (await house.Ask(new GetFollowUps(Line))).Version.ShouldBe(own.Version);
        (await house.Ask(new PreviewFollowUps(Line, own.Rows, Outcome.Rejected))).Changed.ShouldBe(0);
        await Should.ThrowAsync<InvalidInputException>(() => house.Ask(new PreviewFollowUps(Line, [], Outcome.Rejected)));
    }

    [Fact]
    public async Task The_api_reads_checks_previews_and_saves_with_the_version_as_tag()
    {
        var administrator = await house.Person(Role.Administrator, "Api");
        using var http = await Client(administrator);
        var read = await http.GetAsync(new Uri($"lines/{Line}/follow-ups", UriKind.Relative));
        var tag = read.Headers.ETag.ShouldNotBeNull();
        var rows = (await Json(read))["rows"]!.AsArray();
        var quicker = rows.DeepClone().AsArray();
        quicker.Single(r => (string?)r!["reason"] == "price")!["then"]!["afterDays"] = 6;

        var broken = quicker.DeepClone().AsArray();
        broken[1]!["then"]!["afterDays"] = 9999;
        broken.Remove(broken.Single(r => (string?)r!["on"] == "callBack"));
        var refused = await Put(http, broken, tag);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await Json(refused))["errors"]!.AsObject();
        errors.Select(e => e.Key).ShouldBe(["rows[1].then.afterDays", "rows"], ignoreOrder: true);

        var saved = await Put(http, quicker, tag);
        saved.StatusCode.ShouldBe(HttpStatusCode.OK);
        saved.Headers.ETag.ShouldNotBe(tag);
        (await Put(http, rows.DeepClone().AsArray(), tag)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);

        var preview = await http.PostAsJsonAsync(new Uri($"lines/{Line}/follow-ups/preview", UriKind.Relative), new JsonObject { ["outcome"] = "rejected", ["rows"] = rows.DeepClone() });
        ((string?)(await Json(preview))["outcome"]).ShouldBe("rejected");
        var versions = await Json(await http.GetAsync(new Uri($"lines/{Line}/follow-ups/versions", UriKind.Relative)));
        ((string?)versions["items"]![0]!["source"]).ShouldBe("administrator");
        (await http.PostAsync(new Uri($"lines/{Line}/follow-ups/own", UriKind.Relative), null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.GetAsync(new Uri("lines/nothing/follow-ups", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_api_takes_an_outcome_back_and_corrects_one()
    {
        var advisor = await house.Person(Role.Advisor, "Api Undo");
        var offer = await OfferFor(advisor);
        using var http = await Client(advisor);
        await http.PostAsJsonAsync(new Uri($"offers/{offer.Id}/outcome", UriKind.Relative), new JsonObject { ["outcome"] = "rejected", ["reason"] = "price" });

        var undone = await http.PostAsync(new Uri($"offers/{offer.Id}/undo", UriKind.Relative), null);
        undone.StatusCode.ShouldBe(HttpStatusCode.OK, await undone.Content.ReadAsStringAsync());
        var body = await Json(undone);
        ((string?)body["offer"]!["status"], body["offer"]!["attempts"]!.ToJsonString(), body["offer"]!["undone"]!.AsArray().Count, body["withdrawn"]!.AsArray().Count).ShouldBe(("open", "[]", 1, 1));
        (await http.PostAsync(new Uri($"offers/{offer.Id}/undo", UriKind.Relative), null)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        await http.PostAsJsonAsync(new Uri($"offers/{offer.Id}/outcome", UriKind.Relative), new JsonObject { ["outcome"] = "rejected" });
        var why = await http.PostAsJsonAsync(new Uri($"offers/{offer.Id}/correct", UriKind.Relative), new JsonObject { ["outcome"] = "accepted" });
        (await Json(why))["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe("why");
        var corrected = await http.PostAsJsonAsync(new Uri($"offers/{offer.Id}/correct", UriKind.Relative), new JsonObject { ["outcome"] = "accepted", ["why"] = "wrong key" });
        ((string?)(await Json(corrected))["offer"]!["status"]).ShouldBe("accepted");
    }

    private static FollowUpDefinition Rejected(string reason, int days) => new(Outcome.Rejected, reason, null, new NextStep(NextOffer.NextVariant, null, days, null, null, null));

    private async Task<OfferView> OfferFor(Actor advisor) =>
        await house.Send(advisor, new OpenOffer((await _given.Client(advisor)).Id, "lending/personal-loan", null, null, null, null));

    private async Task<OutcomeAnswer> Reject(Actor advisor) => await house.Send(advisor, new RecordOutcome((await OfferFor(advisor)).Id, Outcome.Rejected, "price", null, null, null, null));

    private static Task<HttpResponseMessage> Put(HttpClient http, JsonArray rows, EntityTagHeaderValue tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"lines/{Line}/follow-ups", UriKind.Relative)) { Content = JsonContent.Create(new JsonObject { ["rows"] = rows, ["note"] = "api" }) };
        request.Headers.IfMatch.Add(tag);
        return http.SendAsync(request);
    }

    private async Task<HttpClient> Client(Actor actor)
    {
        var token = await house.Send(new CreateToken(house.Emails[actor.UserId!.Value], 1));
        return new HttpClient { BaseAddress = new Uri(house.Address, "/api/v1/"), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
    }

    private static async Task<JsonNode> Json(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync()) ?? throw new JsonException("The answer is empty.");

    /// <summary>The product lines, the loans coming back after a refused price on another day.</summary>
    private sealed class ChangedPlugins : IDisposable
    {
        public ChangedPlugins(int afterDays)
        {
            foreach (var file in Directory.EnumerateFiles(Repository.Plugins, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(Folder, Path.GetRelativePath(Repository.Plugins, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            var json = Path.Combine(Folder, "Lending", "line.json");
            var line = JsonNode.Parse(File.ReadAllText(json))!;
            line["followUps"]!.AsArray().First(r => (string?)r!["reason"] == "price")!["then"]!["afterDays"] = afterDays;
            File.WriteAllText(json, line.ToJsonString());
        }

        public string Folder { get; } = Path.Combine(Path.GetTempPath(), "crosssell-lines-" + Path.GetRandomFileName());

        public void Dispose() => Directory.Delete(Folder, true);
    }
}
