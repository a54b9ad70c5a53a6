using System.Globalization;
using System.Text.Json.Nodes;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Mail;
using CrossSell.Kernel.Time;
using CrossSell.Mail.Messages;
using Npgsql;

namespace CrossSell.Insights.Features.Reports;

/// <summary>A person's morning: what is overdue, what is for today, what others changed with their clients since the working day before.</summary>
internal sealed class DigestModel(Database database, ISite site, BusinessClock clock, WorkingDays workingDays) : IMailModel
{
    private const int MostListed = 20;

    private static readonly Dictionary<string, (string Hu, string En)> Changes = new()
    {
        ["offers.accepted"] = ("elfogadta az ajánlatot", "accepted an offer"),
        ["offers.rejected"] = ("nemet mondott az ajánlatra", "declined an offer"),
        ["offers.callBack"] = ("visszahívást kért", "asked to be called back"),
        ["documents.generated"] = ("elkészült a szerződése", "has a contract ready"),
        ["documents.sent"] = ("megkapta a szerződését", "was sent a contract"),
        ["documents.signed"] = ("aláírta a szerződését", "signed a contract"),
        ["contracts.added"] = ("új szerződése van", "has a new contract"),
        ["clients.contactStopped"] = ("nem kér több megkeresést", "wants no further contact"),
        ["mail.failed"] = ("nem kapta meg az e-mailt", "did not get an e-mail"),
        ["mail.bounced"] = ("e-mailje visszajött", "has an e-mail that came back"),
    };

    public string Template => MailKinds.Digest;

    public JsonObject Sample => new()
    {
        ["date"] = "2026-01-05",
        ["overdueCount"] = 1,
        ["todayCount"] = 1,
        ["overdue"] = new JsonArray(Task("Hívás: lakásbiztosítás", "Kovács Anna", "2026-01-02", null, "https://…")),
        ["today"] = new JsonArray(Task("Hívás: lakásbiztosítás", "Kovács Anna", "2026-01-05", "09:30", "https://…")),
        ["changes"] = new JsonArray(new JsonObject { ["client"] = "Kovács Anna", ["what"] = "elfogadta az ajánlatot", ["by"] = "E-mail", ["link"] = "https://…" }),
    };

    public async Task<JsonObject?> Load(MailAbout about, CancellationToken ct)
    {
        var person = about.UserId!.Value;
        var tasks = await database.Query(
            """
            select t.title_hu, t.title_en, t.client_id, coalesce(c.name, t.about, ''), t.due_on, t.due_at, count(*) filter (where t.due_on < $2) over ()::int, count(*) filter (where t.due_on = $2) over ()::int, t.process_id
            from worklist.pub_task t left join clients.pub_client c on c.id = t.client_id
            where t.assignee_id = $1 and t.status = 'open' and t.block is null and t.due_on <= $2 and (t.snoozed_until is null or t.snoozed_until <= $3)
            order by t.due_on, t.due_at nulls last, t.priority desc, t.id limit 200
            """,
            r => (DueOn: r.GetFieldValue<DateOnly>(4), Overdue: r.GetInt32(6), Today: r.GetInt32(7), Json: (JsonNode)Task(
                r.GetString(about.Language == "en" ? 1 : 0), r.GetString(3), Iso(r.GetFieldValue<DateOnly>(4)), r.Maybe<DateTimeOffset>(5) is { } at ? clock.Local(at).ToString("HH:mm", CultureInfo.InvariantCulture) : null, r.Maybe<Guid>(2) is { } client ? Client(client) : $"{site.Address}/{(r.Maybe<Guid>(8) is { } process ? $"Processes/{process}" : "Today")}")),
            [person, clock.Today, clock.Now],
            ct);
        var changes = await Changed(person, about.Language, ct);
        return tasks.Count + changes.Count == 0 ? null : new JsonObject
        {
            ["date"] = Iso(clock.Today),
            ["overdueCount"] = tasks.Count == 0 ? 0 : tasks[0].Overdue,
            ["todayCount"] = tasks.Count == 0 ? 0 : tasks[0].Today,
            ["overdue"] = new JsonArray([.. tasks.Where(t => t.DueOn < clock.Today).Take(MostListed).Select(t => t.Json)]),
            ["today"] = new JsonArray([.. tasks.Where(t => t.DueOn == clock.Today).Take(MostListed).Select(t => t.Json)]),
            ["changes"] = new JsonArray([.. changes]),
        };
    }

    private Task<List<JsonNode>> Changed(Guid person, string language, CancellationToken ct) => database.Query(
        $"""
        select c.id, c.name, e.action, e.actor_name from clients.pub_client c
        cross join lateral (
          select a.action, a.actor_name, a.at, a.seq from kernel.audit_entry a
          where a.client_id = c.id and a.at >= $2 and a.action = any($3) and a.actor_id is distinct from $1 order by a.seq desc limit 3) e
        where c.advisor_id = $1 order by e.seq desc limit {MostListed}
        """,
        r => (JsonNode)new JsonObject
        {
            ["client"] = r.GetString(1),
            ["what"] = language == "en" ? Changes[r.GetString(2)].En : Changes[r.GetString(2)].Hu,
            ["by"] = r.GetString(3),
            ["link"] = Client(r.GetGuid(0)),
        },
        [person, clock.At(DayBefore(), TimeOnly.MinValue).AddHours(7), Changes.Keys.ToArray()],
        ct);

    private DateOnly DayBefore()
    {
        var day = clock.Today.AddDays(-1);
        while (!workingDays.IsWorkingDay(day))
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    private string Client(Guid id) => $"{site.Address}/Clients/{id}";

    private static JsonObject Task(string title, string client, string due, string? time, string link) =>
        new() { ["title"] = title, ["client"] = client, ["due"] = due, ["time"] = time, ["link"] = link };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
