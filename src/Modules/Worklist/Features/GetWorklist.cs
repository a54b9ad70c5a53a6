using System.Globalization;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Data;
using CrossSell.Worklist.Messages;

namespace CrossSell.Worklist.Features;

internal sealed class GetWorklistHandler(Database database, CallContext call, IPeople people, BusinessClock clock) : IQueryHandler<GetWorklist, Page<TaskView>>
{
    public async Task<Page<TaskView>> Handle(GetWorklist request, CancellationToken ct)
    {
        var actor = call.Actor;
        var (assignee, role) = await Owner(request.Advisor, ct);
        var after = Cursor.Parse(request.After);
        var rows = await database.Query(
            $"""
            {TaskReader.Select}
            where t.status = 'open' and t.due_on <= $1 and {ApproachSql.Block} is null and (t.assignee_id = $2 or (t.assignee_id is null and t.role = $3)) and {actor.Scope.Sql("c.advisor_id", "$4")}
              and ($5::date is null or (t.due_on, coalesce(t.due_at, '-infinity'::timestamptz), -t.priority, t.id) > ($5, $6::timestamptz, $7::int, $8::uuid))
            order by t.due_on, coalesce(t.due_at, '-infinity'::timestamptz), -t.priority, t.id limit $9
            """,
            r => TaskReader.Read(r, actor.Language),
            [request.Until ?? clock.Today, assignee, role, actor.Scope.Advisors, after?.DueOn, after?.DueAt, after?.Priority, after?.Id, request.Limit + 1],
            ct);
        return Page<TaskView>.Of(rows, request.Limit, Cursor.Of);
    }

    private async Task<(Guid? Assignee, string? Role)> Owner(string? advisor, CancellationToken ct)
    {
        var actor = call.Actor;
        if (advisor is null)
        {
            return (actor.UserId, actor.Role.ToString().ToLowerInvariant());
        }

        var known = await people.ByEmail([advisor.ToLowerInvariant()], ct);
        return known.TryGetValue(advisor.ToLowerInvariant(), out var person) && (person.Id == actor.UserId || actor.Scope.Allows(person.Id))
            ? (person.Id, null)
            : throw new InvalidInputException("advisor", "unknownAdvisor", $"There is no advisor {advisor}.");
    }

    private sealed record Cursor(DateOnly DueOn, DateTimeOffset DueAt, int Priority, Guid Id)
    {
        public static string Of(TaskView t) => string.Create(
            CultureInfo.InvariantCulture, $"{t.DueOn:yyyy-MM-dd}_{(t.DueAt ?? DateTimeOffset.MinValue).UtcTicks}_{-t.Priority}_{t.Id}");

        public static Cursor? Parse(string? text)
        {
            if (text is null)
            {
                return null;
            }

            var parts = text.Split('_');
            return parts.Length == 4
                && DateOnly.TryParseExact(parts[0], "yyyy-MM-dd", out var due)
                && long.TryParse(parts[1], out var ticks)
                && int.TryParse(parts[2], out var priority)
                && Guid.TryParse(parts[3], out var id)
                    ? new Cursor(due, new DateTimeOffset(ticks, TimeSpan.Zero), priority, id)
                    : throw new InvalidInputException("after", "badCursor", "This is not a cursor of this list.");
        }
    }
}
