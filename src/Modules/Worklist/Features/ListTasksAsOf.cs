using System.Text.Json;
using System.Text.Json.Nodes;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Worklist.Domain;
using CrossSell.Worklist.Messages;

namespace CrossSell.Worklist.Features;

internal sealed class ListTasksAsOfHandler(Database database, AuditTrail trail, CallContext call) : IQueryHandler<ListTasksAsOf, IReadOnlyList<TaskView>>
{
    public async Task<IReadOnlyList<TaskView>> Handle(ListTasksAsOf request, CancellationToken ct)
    {
        var tasks = await database.Query(
            $"{TaskReader.Select} where t.client_id = $1 and t.created_at <= $2 and (t.closed_at is null or t.closed_at > $2) order by t.due_on, t.id",
            r => TaskReader.Read(r, call.Actor.Language),
            [request.ClientId, request.At],
            ct);
        var since = (await trail.Since(request.ClientId, request.At, ct)).ToLookup(i => i.Entry.SubjectId);
        return [.. tasks.Select(now => since[now.Id].Aggregate(now with { Status = "open" }, (later, entry) => Before(later, AuditTrail.Fields(entry.Entry.Before))))];
    }

    /// <summary>An entry that says a day says the minute too, or that there was none; one that says a queue says the person too.</summary>
    private static TaskView Before(TaskView task, JsonObject before)
    {
        if (before["kind"] is { } kind)
        {
            task = task with { Kind = TaskWords.Kind((string)kind!) };
        }

        if (before["dueOn"] is { } day)
        {
            task = task with { DueOn = day.Deserialize<DateOnly>(JsonText.Options), DueAt = before["dueAt"].Deserialize<DateTimeOffset?>(JsonText.Options) };
        }

        if (before.ContainsKey("assigneeId") || before.ContainsKey("role"))
        {
            task = task with { AssigneeId = before["assigneeId"].Deserialize<Guid?>(JsonText.Options) };
        }

        if (before.ContainsKey("role"))
        {
            task = task with { Role = (string?)before["role"], TeamId = before["teamId"].Deserialize<Guid?>(JsonText.Options) };
        }

        return before["priority"] is { } priority ? task with { Priority = (int)priority } : task;
    }
}
