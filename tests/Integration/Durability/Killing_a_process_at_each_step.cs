using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace CrossSell.Integration.Durability;

/// <summary>
/// kill -9 of the host while it stands at one named step of a transition: before it writes, at each action of the state it enters, after the commit and before the answer,
/// before what the outbox delivers, and after that was delivered and before it is marked. The host stands there because the database holds a lock of the test; the database lives on,
/// as a server of its own would. Afterwards the same call is made again with its key: everything is done once.
/// </summary>
public sealed class Killing_a_process_at_each_step : IAsyncLifetime
{
    private const string Administrator = "horvath.peter@demo.crosssell.example";

    private const string MailTexts = "lock table mail.text in access exclusive mode";
    private const string Templates = "lock table documents.template in access exclusive mode";
    private const string Head = "select from kernel.audit_head where id = 1 for update";

    private const string Child =
        """
        { "key": "child", "version": 1, "name": { "hu": "Gyerek", "en": "Child" }, "startedBy": ["administrator"], "start": "only",
          "states": [
            { "key": "only", "name": { "hu": "1", "en": "1" }, "category": "open", "enter": [{ "do": "task", "key": "planned", "title": { "hu": "gyerek", "en": "child" }, "role": "administrator", "workingDays": 1 }] },
            { "key": "done", "name": { "hu": "2", "en": "2" }, "category": "won" }],
          "transitions": [{ "from": "only", "to": "done", "on": "end", "by": "administrator", "name": { "hu": "c", "en": "c" } }] }
        """;

    private const string Parent =
        """
        { "key": "KEY", "version": 1, "name": { "hu": "Próba", "en": "Trial" }, "startedBy": ["administrator"], "start": "first",
          "roles": [{ "key": "starter", "name": { "hu": "Indító", "en": "Starter" }, "is": "starter" }],
          "states": [
            { "key": "first", "name": { "hu": "1", "en": "1" }, "category": "open", "enter": [{ "do": "task", "title": { "hu": "első", "en": "first" }, "role": "administrator", "workingDays": 1 }] },
            { "key": "second", "name": { "hu": "2", "en": "2" }, "category": "open", "enter": [{ "do": "task", "title": { "hu": "második", "en": "second" }, "role": "administrator", "workingDays": 1 }, ACTION] },
            { "key": "done", "name": { "hu": "3", "en": "3" }, "category": "won" }],
          "transitions": [
            { "from": "first", "to": "second", "on": "go", "by": "administrator", "name": { "hu": "a", "en": "a" } },
            { "from": "second", "to": "done", "on": "end", "by": "starter", "name": { "hu": "b", "en": "b" } }] }
        """;

    private readonly string _data = Path.Combine(Path.GetTempPath(), "crosssell-step-" + Path.GetRandomFileName());
    private readonly Queue<Guid> _offers = [];
    private Standing _at = null!;
    private string _token = string.Empty;
    private int _hour = 8;

    public async Task InitializeAsync() => _at = await Standing.Start(Path.Combine(_data, "server"));

    public async Task DisposeAsync()
    {
        await _at.DisposeAsync();
        Directory.Delete(_data, true);
    }

    [Fact]
    public async Task Does_every_action_once()
    {
        await Arrange();
        await WhileItIsWritten();
        await AtTheDocument();
        await AfterTheCommit();
        await BeforeTheMail();
        await AfterTheMail();
        await BeforeTheDocument();
        await AfterTheDocument();

        var audit = await HostProcess.RunOn(_at.Database, "audit", "verify", "--data", _data);
        audit.Code.ShouldBe(0, audit.Output);
    }

    private async Task Arrange()
    {
        await using var host = await Host("--demo");
        _token = await host.Token(Administrator);
        using var http = host.Client(_token);
        foreach (var definition in new[] { Child, Of("starts", """{ "do": "startProcess", "process": "child" }"""), Of("writes", """{ "do": "mail", "template": "approval", "to": "starter" }""") })
        {
            using var answer = await http.PostAsJsonAsync("api/v1/processes/definitions", new { definition = JsonDocument.Parse(definition).RootElement });
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        }

        var open = await House.HouseFixture.Eventually("offers of insurance", () => http.Get("offers?status=open&limit=200"), o => Insurances(o).Count() > 5);
        foreach (var offer in Insurances(open))
        {
            _offers.Enqueue(offer);
        }
    }

    /// <summary>Five instances stand at five steps, and die together: before the write, and before the task, the other process, the mail and the contract of the state that is entered.</summary>
    private async Task WhileItIsWritten()
    {
        Call[] calls;
        Guid before, task, start, mail, sold;
        await using (var host = await Host())
        {
            using var http = host.Client(_token);
            (before, task, start, mail) = (await Start(http, "writes"), await Start(http, "writes"), await Start(http, "starts"), await Start(http, "writes"));
            sold = await Document(http, Accept(_offers.Dequeue()));
            await Answered(http, new Call($"documents/{sold}/sent"));
            calls = [Go(before), Go(task), Go(start), Go(mail), new Call($"documents/{sold}/signed") { File = "%PDF-1.4\n%%EOF"u8.ToArray() }];
            await _at.Hold("select from processes.instance where id = $1 for update", before);
            await _at.Hold("select from worklist.task where process_id = $1 for update", task);
            await _at.Hold("lock table processes.planned_task in share mode");
            await _at.Hold("lock table mail.message in share mode");
            await _at.Hold("lock table portfolio.contract in share mode");
            var asked = Task.WhenAll(calls.Select(c => Unanswered(http, c)));
            await _at.At("from processes.instance");
            await _at.At("update worklist.task");
            await _at.At("insert into processes.planned_task");
            await _at.At("insert into mail.message");
            await _at.At("insert into portfolio.contract");
            await host.Kill();
            await asked;
        }

        await _at.Release();
        await using var next = await Host();
        using var again = next.Client(_token);
        foreach (var call in calls)
        {
            await Answered(again, call);
        }

        await Moved(before, 1, 0);
        await Moved(task, 1, 0);
        await Moved(start, 0, 1);
        await Moved(mail, 1, 0);
        (await _at.Count("select count(*) from portfolio.contract c join documents.document d on d.client_id = c.client_id and d.number = c.number where d.id = $1", sold)).ShouldBe(1);
        (await _at.Count("select count(*) from processes.step s join documents.document d on d.process_id = s.instance_id where d.id = $1 and s.to_state = 'inForce'", sold)).ShouldBe(1);
    }

    private async Task AtTheDocument()
    {
        var accept = Accept(_offers.Dequeue());
        await Strike("insert into documents.document", [accept], "lock table documents.document in share mode");
        await using var host = await Host();
        using var http = host.Client(_token);
        await Document(http, accept);
        await AcceptedOnce(accept);
    }

    /// <summary>The commit is written, and the server's answer never comes.</summary>
    private async Task AfterTheCommit()
    {
        Guid moved;
        await using (var host = await Host())
        {
            using var http = host.Client(_token);
            moved = await Start(http, "writes");
            await _at.Hold(MailTexts);
            await _at.AnswerNoCommit();
            var asked = Unanswered(http, Go(moved));
            await _at.UntilCommitted("processes.instance");
            await host.Kill();
            await asked;
        }

        await _at.Release();
        await Moved(moved, 1, 0);
        await using var next = await Host();
        using var again = next.Client(_token);
        await Answered(again, Go(moved));
        await Moved(moved, 1, 0);
        await SentOnce(moved);
    }

    /// <summary>The mail is asked for and not written.</summary>
    private async Task BeforeTheMail()
    {
        Guid moved;
        await using (var host = await Host())
        {
            using var http = host.Client(_token);
            moved = await Start(http, "writes");
            await _at.Hold(MailTexts);
            await Answered(http, Go(moved));
            await _at.At("mail.text");
            await host.Kill();
        }

        await _at.Release();
        (await Letters(moved)).ShouldBeEmpty();
        await Sent(moved);
    }

    /// <summary>The letter has gone, and is not marked: the head of the audit is held.</summary>
    private async Task AfterTheMail()
    {
        Guid moved;
        await using (var host = await Host())
        {
            using var http = host.Client(_token);
            moved = await Start(http, "writes");
            var deliver = await _at.Hold(MailTexts);
            await Answered(http, Go(moved));
            await _at.At("mail.text");
            await _at.Hold(Head);
            await deliver();
            await House.HouseFixture.Eventually("the letter to have gone", () => Letters(moved), letters => letters.Count == 1);
            await _at.At("from kernel.audit_head");
            await host.Kill();
        }

        await _at.Release();
        (await _at.Texts("select status from mail.message where process_id = $1", moved)).ShouldBe(["requested"]);
        await Sent(moved);
    }

    /// <summary>The document is asked for and not made.</summary>
    private async Task BeforeTheDocument()
    {
        var accept = Accept(_offers.Dequeue());
        await using (var host = await Host())
        {
            using var http = host.Client(_token);
            await _at.Hold(Templates);
            await Answered(http, accept);
            await _at.At("documents.template");
            await host.Kill();
        }

        await _at.Release();
        await Made(accept);
    }

    /// <summary>The document is filled, and neither it nor the step it leads to is marked.</summary>
    private async Task AfterTheDocument()
    {
        var accept = Accept(_offers.Dequeue());
        await using (var host = await Host())
        {
            using var http = host.Client(_token);
            var make = await _at.Hold(Templates);
            await Answered(http, accept);
            await _at.At("documents.template");
            await _at.Hold(Head);
            await make();
            await House.HouseFixture.Eventually(
                "the document to be filled", () => _at.Count("select count(*) from pg_locks where relation = 'documents.document'::regclass and mode = 'RowExclusiveLock' and granted"), filled => filled > 0);
            await _at.At("from kernel.audit_head");
            await host.Kill();
        }

        await _at.Release();
        await Made(accept);
    }

    private async Task Strike(string statement, Call[] calls, string held)
    {
        await using var host = await Host();
        using var http = host.Client(_token);
        await _at.Hold(held);
        var asked = Task.WhenAll(calls.Select(c => Unanswered(http, c)));
        await _at.At(statement);
        await host.Kill();
        await asked;
        await _at.Release();
    }

    private async Task Sent(Guid moved)
    {
        await using var host = await Host();
        await SentOnce(moved);
        await Moved(moved, 1, 0);
    }

    private async Task Made(Call accept)
    {
        (await _at.Texts("select status from documents.document where offer_id = $1", accept.Offer)).ShouldBe(["requested"]);
        await using var host = await Host();
        using var http = host.Client(_token);
        await Document(http, accept);
        await AcceptedOnce(accept);
    }

    /// <summary>One way taken, one task made, one mail asked for or one process started.</summary>
    private async Task Moved(Guid instance, int mails, int started)
    {
        (await _at.Texts("select to_state from processes.step where instance_id = $1 order by at, id", instance)).ShouldBe(["first", "second"]);
        (await _at.Texts("select title_en from worklist.task where process_id = $1 and status = 'open'", instance)).ShouldBe(["second"]);
        (await _at.Count("select count(*) from mail.message where process_id = $1", instance)).ShouldBe(mails);
        (await _at.Count("select count(*) from processes.instance where subject->>'parentId' = $1", instance.ToString())).ShouldBe(started);
        (await _at.Count("select count(*) from worklist.task t join processes.instance i on i.id = t.process_id where i.subject->>'parentId' = $1", instance.ToString())).ShouldBe(started);
        (await _at.Count("select count(*) from kernel.audit_entry where subject_id = $1 and action = 'processes.moved'", instance)).ShouldBe(1);
    }

    private async Task SentOnce(Guid instance)
    {
        await House.HouseFixture.Eventually("the mail to be marked as sent", () => _at.Texts("select status from mail.message where process_id = $1", instance), mails => mails is ["sent"]);
        (await Letters(instance)).Count.ShouldBe(1);
        (await _at.Count("select count(*) from kernel.audit_entry e join mail.message m on m.id = e.subject_id where m.process_id = $1 and e.action = 'mail.sent'", instance)).ShouldBe(1);
    }

    private async Task<List<string>> Letters(Guid instance)
    {
        var mails = await _at.Texts("select id from mail.message where process_id = $1", instance);
        return [.. Directory.EnumerateFiles(Path.Combine(_data, "mail"), "*.eml").Where(f => mails.Exists(m => Path.GetFileName(f).StartsWith(Guid.Parse(m).ToString("N"), StringComparison.Ordinal)))];
    }

    /// <summary>Makes the call until the contract is there, and says which document it is.</summary>
    private static async Task<Guid> Document(HttpClient http, Call accept)
    {
        await Answered(http, accept);
        var documents = await House.HouseFixture.Eventually(
            "the contract of the offer",
            async () => (await http.Get($"documents?offer={accept.Offer}")).GetProperty("items").EnumerateArray().Select(d => (Id: d.GetProperty("id").GetGuid(), Status: d.GetProperty("status").GetString())).ToList(),
            d => d.Exists(one => one.Status == "generated"));
        return documents.ShouldHaveSingleItem().Id;
    }

    private async Task AcceptedOnce(Call accept)
    {
        (await _at.Count("select count(*) from offers.attempt where offer_id = $1", accept.Offer)).ShouldBe(1);
        (await _at.Texts("select s.to_state from processes.step s join processes.instance i on i.id = s.instance_id where i.offer_id = $1 order by s.at, s.id", accept.Offer)).ShouldBe(["offered", "preparing", "ready"]);
        (await _at.Count("select count(*) from worklist.task t join processes.instance i on i.id = t.process_id where i.offer_id = $1 and t.status = 'open'", accept.Offer)).ShouldBe(1);
        (await _at.Count("select count(*) from kernel.audit_entry e join documents.document d on d.id = e.subject_id where d.offer_id = $1 and e.action = 'documents.generated'", accept.Offer)).ShouldBe(1);
    }

    private static async Task<Guid> Start(HttpClient http, string key)
    {
        using var started = await http.PostAsJsonAsync("api/v1/processes", new { key, title = key });
        started.StatusCode.ShouldBe(HttpStatusCode.Created, await started.Content.ReadAsStringAsync());
        return (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private static async Task Answered(HttpClient http, Call call)
    {
        using var answer = await http.SendAsync(call.Request());
        answer.IsSuccessStatusCode.ShouldBeTrue($"{call.Path}: {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task Unanswered(HttpClient http, Call call)
    {
        try
        {
            using var answer = await http.SendAsync(call.Request());
            throw new InvalidOperationException($"{call.Path} was answered before the kill: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        catch (HttpRequestException)
        {
            // The host died with the question.
        }
    }

    private Task<HostProcess> Host(params string[] more) => HostProcess.StartOn(_at.Database, _data, $"2026-11-23T{_hour++:00}:00:00Z", more);

    private static IEnumerable<Guid> Insurances(JsonElement offers) =>
        offers.GetProperty("items").EnumerateArray().Where(o => o.GetProperty("product").GetString()!.StartsWith("insurance/", StringComparison.Ordinal)).DistinctBy(o => o.GetProperty("clientId").GetGuid()).Select(o => o.GetProperty("id").GetGuid());

    private static string Of(string key, string action) => Parent.Replace("KEY", key, StringComparison.Ordinal).Replace("ACTION", action, StringComparison.Ordinal);

    private static Call Go(Guid instance) => new($"processes/{instance}/advance") { Body = new { transition = "go" } };

    private static Call Accept(Guid offer) => new($"offers/{offer}/outcome") { Body = new { outcome = "accepted" }, Offer = offer };

    /// <summary>A call with its key, to be made once or more.</summary>
    private sealed record Call(string Path)
    {
        public object? Body { get; init; }

        public byte[]? File { get; init; }

        public Guid Offer { get; init; }

        public HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/" + Path);
            request.Headers.Add("Idempotency-Key", Path);
            request.Content = File is null ? JsonContent.Create(Body ?? new { }) : new ByteArrayContent(File) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } };
            return request;
        }
    }
}
