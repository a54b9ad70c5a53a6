using System.Globalization;
using System.Text.Json.Nodes;
using CrossSell.Access.Messages;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Mail;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Mail.Messages;

namespace CrossSell.Insights.Features.Reports;

/// <summary>How the last whole week went with a manager's people, what slipped, what comes, and three things worth doing; an administrator reads of everybody.</summary>
internal sealed class WeekModel(Database database, IDispatcher dispatcher, WeekFigures figures, CallContext call, ISite site, BusinessClock clock) : IMailModel
{
    public string Template => MailKinds.Week;

    public JsonObject Sample => new()
    {
        ["from"] = "2026-01-05",
        ["until"] = "2026-01-11",
        ["people"] = new JsonArray(Of(new WeekOfPerson(Guid.Empty, "Kovács Anna", 1, 1, 1, 1, 1, 1, 1, 1))),
        ["slipped"] = new JsonObject { ["overdue"] = 1, ["lapsed"] = 1, ["undelivered"] = 1, ["processes"] = 1, ["link"] = "https://…", ["processesLink"] = "https://…" },
        ["coming"] = new JsonObject { ["tasks"] = 1, ["expiring"] = 1, ["deadlines"] = 1, ["until"] = "2026-01-18", ["link"] = "https://…", ["processesLink"] = "https://…" },
        ["worth"] = new JsonArray(new JsonObject { ["text"] = "12 ügyfél egyszer vásárolt, és azóta senki nem ajánlott neki semmit.", ["link"] = "https://…" }),
        ["link"] = "https://…",
    };

    public async Task<JsonObject?> Load(MailAbout about, CancellationToken ct)
    {
        var team = await database.Single(
            """
            select u.role = 'Manager', array(select t.id from access.pub_user t where t.team_id = u.team_id) from access.pub_user u where u.id = $1
            """,
            r => (IsManager: r.GetBoolean(0), People: r.GetFieldValue<Guid[]>(1)),
            [about.UserId],
            ct);
        var week = await figures.Read(WeekFigures.Monday(clock.Today).AddDays(-WeekFigures.Days), team.IsManager ? team.People : null, ct);
        if (week.People.Count == 0)
        {
            return null;
        }

        var ahead = await Ahead(week.People.Select(p => p.Id).ToArray(), ct);
        return new JsonObject
        {
            ["from"] = Iso(week.From),
            ["until"] = Iso(week.Until),
            ["people"] = new JsonArray([.. week.People.Select(Of)]),
            ["slipped"] = new JsonObject
            {
                ["overdue"] = week.People.Sum(p => p.Overdue),
                ["lapsed"] = week.People.Sum(p => p.Lapsed),
                ["undelivered"] = week.People.Sum(p => p.Undelivered),
                ["processes"] = ahead.LateProcesses,
                ["link"] = $"{site.Address}/Insights/Week?of={Iso(week.From)}",
                ["processesLink"] = $"{site.Address}/Processes?late=true",
            },
            ["coming"] = new JsonObject
            {
                ["tasks"] = ahead.Tasks,
                ["expiring"] = ahead.Expiring,
                ["deadlines"] = ahead.Deadlines,
                ["until"] = Iso(week.Until.AddDays(WeekFigures.Days)),
                ["link"] = $"{site.Address}/Insights/Workload",
                ["processesLink"] = $"{site.Address}/Processes",
            },
            ["worth"] = new JsonArray([.. (await Worth(about.UserId!.Value, ct)).Select(w => (JsonNode)new JsonObject
            {
                ["text"] = about.Language == "en" ? w.En : w.Hu,
                ["link"] = $"{site.Address}/Segments/Edit?worth={w.Code}",
            })]),
            ["link"] = $"{site.Address}/Insights/Week?of={Iso(week.From)}",
        };
    }

    /// <summary>As the person who reads it sees the book.</summary>
    private async Task<IReadOnlyList<WorthDoing>> Worth(Guid person, CancellationToken ct)
    {
        var sender = call.Actor;
        if (await dispatcher.Ask(new ResolvePerson(person, "mail:week"), ct) is not { } reader)
        {
            return [];
        }

        call.Actor = reader;
        try
        {
            return await dispatcher.Ask(new GetWorthDoing(), ct);
        }
        finally
        {
            call.Actor = sender;
        }
    }

    /// <summary>What stands before these people: their tasks and their processes' deadlines until Sunday, their clients' contracts that expire within a month, and their processes that are late now.</summary>
    private async Task<(int Tasks, int Expiring, int Deadlines, int LateProcesses)> Ahead(Guid[] people, CancellationToken ct) => await database.Single(
        """
        with own as (
          select p.deadline_on from processes.pub_instance p left join clients.pub_client c on c.id = p.client_id
          where p.category = 'open' and p.deadline_on <= $3 and (c.advisor_id = any($1) or (p.client_id is null and p.starter_id = any($1)))
        )
        select (select count(*)::int from worklist.pub_task t where t.assignee_id = any($1) and t.status = 'open' and t.block is null and t.due_on between $2 and $3),
               (select count(*)::int from portfolio.pub_contract k join clients.pub_client c on c.id = k.client_id where c.advisor_id = any($1) and k.status = 'live' and k.expiry between $2 and $2 + 30),
               (select count(*)::int from own where deadline_on >= $2), (select count(*)::int from own where deadline_on < $2)
        """,
        r => (r.GetInt32(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3)),
        [people, clock.Today, WeekFigures.Monday(clock.Today).AddDays(WeekFigures.Days - 1)],
        ct);

    private static JsonNode Of(WeekOfPerson p) => new JsonObject
    {
        ["name"] = p.Name,
        ["contacts"] = p.Contacts,
        ["accepted"] = p.Accepted,
        ["rejected"] = p.Rejected,
        ["noAnswer"] = p.NoAnswer,
        ["lapsed"] = p.Lapsed,
        ["done"] = p.Done,
        ["overdue"] = p.Overdue,
        ["undelivered"] = p.Undelivered,
    };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
