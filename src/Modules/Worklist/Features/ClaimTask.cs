using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Messages;

namespace CrossSell.Worklist.Features;

/// <summary>The row decides who was first: the statement takes it only while nobody has it.</summary>
internal sealed class ClaimTaskHandler(IUnitOfWork unit, Database database, IPeople people, CallContext call, BusinessClock clock) : ICommandHandler<ClaimTask, TaskView>
{
    public async Task<TaskView> Handle(ClaimTask request, CancellationToken ct)
    {
        var actor = call.Actor;
        var me = actor.UserId ?? throw new NotAllowedException("error.notAllowed", "Only a person can claim a task.");
        var (task, _) = await database.Open(request.TaskId, actor, ct);
        var connection = await unit.Connection(ct);
        var taken = await connection.Query(
            "update worklist.task set assignee_id = $2, changed_at = $3, revision = revision + 1 where id = $1 and status = 'open' and assignee_id is null returning id",
            r => r.GetGuid(0),
            [request.TaskId, me, clock.Now],
            ct);
        if (taken.Count == 0)
        {
            throw await Taken(connection, request.TaskId, ct);
        }

        unit.Audit(new AuditDraft("worklist.claimed", "task", task.Id, task.ClientId, new { task.Role, task.TeamId }, new { task.Title, AssigneeId = me }));
        unit.TouchClient(task.ClientId);
        return task with { AssigneeId = me };
    }

    private async Task<ConflictException> Taken(Npgsql.NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        var holder = (await connection.Query("select assignee_id from worklist.task where id = $1", r => r.Maybe<Guid>(0), [id], ct)).FirstOrDefault();
        var by = holder is { } known ? (await people.ById([known], ct)).GetValueOrDefault(known)?.Name : null;
        return new ConflictException("error.taskTaken", $"This task is {by ?? "somebody"}'s already.", ("by", by ?? "–"));
    }
}

/// <summary>Back into the queue of the role it came from, else of the team of the client's advisor.</summary>
internal sealed class ReleaseTaskHandler(IUnitOfWork unit, Database database, CallContext call, BusinessClock clock) : ICommandHandler<ReleaseTask, TaskView>
{
    public async Task<TaskView> Handle(ReleaseTask request, CancellationToken ct)
    {
        var (task, advisor) = await database.Open(request.TaskId, call.Actor, ct);
        if (task.AssigneeId is null)
        {
            throw new ConflictException("error.taskInQueue", "This task stands in a queue already.");
        }

        var team = task.Role is not null ? task.TeamId : task.TeamId ?? await TeamOf(DelegateTaskHandler.WhoseWork(task, advisor, call.Actor), ct)
            ?? throw new RuleBrokenException("error.noQueue", "The client's advisor is in no team, so there is no queue to release the task to; delegate it instead.");
        unit.Write(
            """
            update worklist.task set assignee_id = null, team_id = $2, delegated_by = null, delegated_at = null, delegate_note = null, changed_at = $3, revision = revision + 1,
              status = case when status = 'open' then 'open' end
            where id = $1
            """,
            task.Id, team, clock.Now);
        unit.Audit(new AuditDraft("worklist.released", "task", task.Id, task.ClientId, new { task.AssigneeId, task.Role, task.TeamId }, new { task.Title, task.Role, TeamId = team }));
        unit.TouchClient(task.ClientId);
        return task with { AssigneeId = null, TeamId = team, DelegatedBy = null, DelegateNote = null };
    }

    private async Task<Guid?> TeamOf(Guid advisor, CancellationToken ct) =>
        await database.Single("select team_id from access.pub_user where id = $1", r => r.Maybe<Guid>(0), [advisor], ct);
}
