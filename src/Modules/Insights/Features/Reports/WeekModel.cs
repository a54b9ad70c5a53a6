using System.Globalization;
using System.Text.Json.Nodes;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Mail;
using CrossSell.Kernel.Time;
using CrossSell.Mail.Messages;

namespace CrossSell.Insights.Features.Reports;

/// <summary>How the last whole week went with a manager's people; an administrator reads of everybody.</summary>
internal sealed class WeekModel(Database database, WeekFigures figures, ISite site, BusinessClock clock) : IMailModel
{
    public string Template => MailKinds.Week;

    public JsonObject Sample => new()
    {
        ["from"] = "2026-01-05",
        ["until"] = "2026-01-11",
        ["people"] = new JsonArray(Of(new WeekOfPerson(Guid.Empty, "Kovács Anna", 1, 1, 1, 1, 1, 1, 1, 1))),
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
        return week.People.Count == 0 ? null : new JsonObject
        {
            ["from"] = Iso(week.From),
            ["until"] = Iso(week.Until),
            ["people"] = new JsonArray([.. week.People.Select(Of)]),
            ["link"] = $"{site.Address}/Insights/Week?of={Iso(week.From)}",
        };
    }

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
