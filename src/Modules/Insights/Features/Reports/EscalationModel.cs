using System.Globalization;
using System.Text.Json.Nodes;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Mail;
using CrossSell.Mail.Messages;

namespace CrossSell.Insights.Features.Reports;

/// <summary>What slips with a manager's people: the escalations that stand in their queue, the newest first.</summary>
internal sealed class EscalationModel(Database database, ISite site) : IMailModel
{
    private const int MostListed = 30;

    public string Template => MailKinds.Escalation;

    public JsonObject Sample => new()
    {
        ["count"] = 1,
        ["tasks"] = new JsonArray(new JsonObject { ["title"] = "Elcsúszott: hívás", ["client"] = "Kovács Anna", ["advisor"] = "Szabó Béla", ["since"] = "2026-01-02", ["link"] = "https://…" }),
    };

    public async Task<JsonObject?> Load(MailAbout about, CancellationToken ct)
    {
        var rows = await database.Query(
            $"""
            select t.title_hu, t.title_en, t.client_id, coalesce(c.name, t.about, ''), coalesce(a.name, w.name, ''), coalesce(s.due_on, t.due_on), count(*) over ()::int, t.process_id
            from access.pub_user u
            join worklist.pub_task t on t.about_task_id is not null and t.status = 'open' and (t.role = lower(u.role) or t.assignee_id = u.id)
            left join clients.pub_client c on c.id = t.client_id left join access.pub_user a on a.id = c.advisor_id
            left join worklist.pub_task s on s.id = t.about_task_id left join access.pub_user w on w.id = s.assignee_id
            where u.id = $1 and u.active and (u.role <> 'Manager' or a.team_id = u.team_id or t.assignee_id = u.id)
            order by t.created_at desc, t.id limit {MostListed}
            """,
            r => (Count: r.GetInt32(6), Json: (JsonNode)new JsonObject
            {
                ["title"] = r.GetString(about.Language == "en" ? 1 : 0),
                ["client"] = r.GetString(3),
                ["advisor"] = r.GetString(4),
                ["since"] = r.GetFieldValue<DateOnly>(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["link"] = r.Maybe<Guid>(2) is { } client ? $"{site.Address}/Clients/{client}" : r.Maybe<Guid>(7) is { } process ? $"{site.Address}/Processes/{process}" : $"{site.Address}/Today",
            }),
            [about.UserId],
            ct);
        return rows.Count == 0 ? null : new JsonObject { ["count"] = rows[0].Count, ["tasks"] = new JsonArray([.. rows.Select(r => r.Json)]) };
    }
}
