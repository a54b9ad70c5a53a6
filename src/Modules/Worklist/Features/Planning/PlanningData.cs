using CrossSell.Kernel.Data;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Domain;
using CrossSell.Worklist.Messages;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace CrossSell.Worklist.Features.Planning;

/// <summary>A task with what planning needs to know of it.</summary>
/// <param name="AdvisorId">Whose day it fills: the assignee, else the client's advisor.</param>
internal sealed record PlannedTask(
    Guid Id, Guid AdvisorId, Guid ClientId, string ClientName, string Title, Guid? OfferId, DateOnly DueOn, DateTimeOffset? DueAt, DateOnly? WindowFrom, DateOnly? WindowUntil, bool Untouched, bool IsApproach);

/// <summary>Reads capacity, leave and load.</summary>
internal sealed class PlanningData(Database database, WorkingDays workingDays, IConfiguration configuration)
{
    private const string Tasks =
        """
        select t.id, coalesce(t.assignee_id, c.advisor_id), t.client_id, c.name, t.title_hu, t.title_en, t.offer_id, t.due_on, t.due_at, t.window_from, t.window_until,
               t.offer_id is not null and not t.pinned and t.due_at is null and t.snoozed_until is null and t.assignee_id is not null and t.window_until is not null, t.purpose is not null
        from worklist.task t join clients.pub_client c on c.id = t.client_id
        """;

    public int CallsPerDay => configuration.GetValue("Planner:CallsPerDay", 15);

    public async Task<Workdays> Workdays(IReadOnlyCollection<Guid> people, DateOnly from, CancellationToken ct, int[]? instead = null, IReadOnlyList<Away>? leave = null)
    {
        var ids = people.ToArray();
        var own = (await database.Query("select user_id, calls from worklist.capacity where user_id = any($1)", r => (r.GetGuid(0), r.GetFieldValue<int[]>(1)), [ids], ct)).ToDictionary();
        if (instead is not null)
        {
            own[ids[0]] = instead;
        }

        return new Workdays(workingDays, CallsPerDay, own, leave ?? await Leave(ids, from, ct));
    }

    public Task<List<Away>> Leave(Guid[] people, DateOnly from, CancellationToken ct) => database.Query(
        "select user_id, first_on, last_on from worklist.leave where user_id = any($1) and last_on >= $2",
        r => new Away(r.GetGuid(0), r.GetFieldValue<DateOnly>(1), r.GetFieldValue<DateOnly>(2)),
        [people, from],
        ct);

    /// <summary>The calls that fill these people's days from a day on; what is overdue is to be made up for on that day.</summary>
    public Task<List<TakenDay>> Load(IReadOnlyCollection<Guid> people, DateOnly from, CancellationToken ct) => database.Query(
        "select distinct assignee_id, client_id, greatest(due_on, $2) from worklist.task where status = 'open' and kind = 'call' and assignee_id = any($1)",
        r => new TakenDay(r.GetGuid(0), r.GetGuid(1), r.GetFieldValue<DateOnly>(2)),
        [people.ToArray(), from],
        ct);

    public Task<List<PlannedTask>> CallsOf(IReadOnlyCollection<Guid> people, string language, CancellationToken ct) => database.Query(
        $"{Tasks} where t.status = 'open' and t.kind = 'call' and t.assignee_id = any($1) order by t.due_on, t.id",
        r => Read(r, language),
        [people.ToArray()],
        ct);

    public Task<List<PlannedTask>> Chosen(IReadOnlyCollection<Guid> ids, Kernel.Access.ClientScope scope, string language, CancellationToken ct) => database.Query(
        $"{Tasks} where t.status = 'open' and t.id = any($1) and {scope.Sql("c.advisor_id", "$2")} order by t.due_on, t.id",
        r => Read(r, language),
        [ids.ToArray(), scope.Advisors],
        ct);

    private static PlannedTask Read(NpgsqlDataReader r, string language) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetString(3), r.GetString(language == "en" ? 5 : 4), r.Maybe<Guid>(6), r.GetFieldValue<DateOnly>(7), r.Maybe<DateTimeOffset>(8),
        r.Maybe<DateOnly>(9), r.Maybe<DateOnly>(10), r.GetBoolean(11), r.GetBoolean(12));
}
