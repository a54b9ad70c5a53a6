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
        var whose = await Whose.Of(request.Advisor, request.Queue, actor, people, ct);
        var after = Cursor.Parse(request.After);
        var rows = await database.Query(
            $"""
            {TaskReader.Select}
            where t.status = 'open' and t.due_on <= $1 and {ApproachSql.Block} is null and {whose.Sql("$2", "$3")} and (t.client_id is null or {actor.Scope.Sql("c.advisor_id", "$4")})
              and (t.snoozed_until is null or t.snoozed_until <= $10)
              and ($5::date is null or (t.due_on, coalesce(t.due_at, '-infinity'::timestamptz), -t.priority, t.id) > ($5, $6::timestamptz, $7::int, $8::uuid))
            order by t.due_on, coalesce(t.due_at, '-infinity'::timestamptz), -t.priority, t.id limit $9
            """,
            r => TaskReader.Read(r, actor.Language),
            [request.Until ?? clock.Today, whose.Person, whose.Role, actor.Scope.Advisors, after?.DueOn, after?.DueAt, after?.Priority, after?.Id, request.Limit + 1, clock.Now],
            ct);
        return Page<TaskView>.Of(rows, request.Limit, Cursor.Of);
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

/// <summary>Whose tasks a list shows, as a condition.</summary>
internal sealed record Whose(Guid? Person, string Role, WorkQueue? Queue)
{
    public static async Task<Whose> Of(string? advisor, WorkQueue? queue, Actor actor, IPeople people, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(advisor))
        {
            return new Whose(actor.UserId, actor.Role.ToString().ToLowerInvariant(), queue);
        }

        var email = advisor.Trim().ToLowerInvariant();
        return (await people.ByEmail([email], ct)).TryGetValue(email, out var person) && (person.Id == actor.UserId || actor.Scope.Allows(person.Id))
            ? new Whose(person.Id, person.Role.ToString().ToLowerInvariant(), queue ?? WorkQueue.Mine)
            : throw new InvalidInputException("advisor", "unknownAdvisor", $"There is no advisor {advisor}.");
    }

    public string Sql(string person, string role) => WorkQueues.Sql(Queue, person, role);
}
