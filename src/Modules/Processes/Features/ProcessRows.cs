using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Time;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using Npgsql;

namespace CrossSell.Processes.Features;

/// <summary>Rows of a list as the database has them, and the names that stand in their definitions.</summary>
internal sealed class ProcessRows(Definitions definitions, CallContext call, BusinessClock clock)
{
    public const string Select =
        "select i.id, i.key, i.definition_version, coalesce(i.title, i.subject->>'product', ''), i.state, i.category, i.client_id, c.name, u.name, i.deadline_on, i.changed_at";

    public const string Joins = "left join clients.pub_client c on c.id = i.client_id left join access.pub_user u on u.id = i.starter_id";

    public const int Columns = 11;

    public static ProcessRow Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetInt32(2), string.Empty, r.GetString(3), r.GetString(4), string.Empty, r.GetString(5), r.Maybe<Guid>(6), r.MaybeText(7), r.MaybeText(8), r.Maybe<DateOnly>(9),
        false, r.GetFieldValue<DateTimeOffset>(10));

    public async Task<IReadOnlyList<ProcessRow>> Named(IReadOnlyList<ProcessRow> rows, CancellationToken ct)
    {
        var named = new List<ProcessRow>(rows.Count);
        foreach (var row in rows)
        {
            var definition = await definitions.Get(row.Key, row.Version, ct);
            var state = definition.States.FirstOrDefault(s => s.Key == row.State);
            named.Add(row with
            {
                Name = definition.Name.In(call.Actor.Language),
                StateName = state?.Name.In(call.Actor.Language) ?? row.State,
                Late = row.Category == "open" && row.DeadlineOn < clock.Today,
            });
        }

        return named;
    }
}
