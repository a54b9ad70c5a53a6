using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Worklist.Domain;
using CrossSell.Worklist.Messages;
using Npgsql;

namespace CrossSell.Worklist.Features;

internal static class TaskReader
{
    public const string Select =
        """
        select t.id, t.kind, t.title_hu, t.title_en, t.client_id, coalesce(c.name, t.about, ''), c.phone, t.offer_id, t.process_id, t.document_id, t.assignee_id, t.role, t.due_on, t.due_at, t.priority, t.status,
               t.team_id, t.snoozed_until, t.window_until, (select d.name from access.pub_user d where d.id = t.delegated_by), t.delegate_note, t.about_task_id, t.cause, t.purpose, c.advisor_id
        from worklist.task t left join clients.pub_client c on c.id = t.client_id
        """;

    private const int AdvisorColumn = 24;

    public static TaskView Read(NpgsqlDataReader r, string language) => new(
        r.GetGuid(0), TaskWords.Kind(r.GetString(1)), r.GetString(language == "en" ? 3 : 2), r.Maybe<Guid>(4), r.GetString(5), r.MaybeText(6),
        r.Maybe<Guid>(7), r.Maybe<Guid>(8), r.Maybe<Guid>(9), r.Maybe<Guid>(10), r.MaybeText(11), r.GetFieldValue<DateOnly>(12),
        r.Maybe<DateTimeOffset>(13), r.GetInt32(14), r.GetString(15), r.Maybe<Guid>(16), r.Maybe<DateTimeOffset>(17), r.Maybe<DateOnly>(18),
        r.MaybeText(19), r.MaybeText(20), r.Maybe<Guid>(21), r.MaybeText(22), r.MaybeText(23));

    /// <summary>A task the actor may see, with the client's advisor: of a client in the actor's scope, or about no client and theirs, their role's, or of somebody whose work they see.</summary>
    public static async Task<(TaskView Task, Guid? AdvisorId)> Visible(this Database database, Guid id, Actor actor, CancellationToken ct)
    {
        var found = await database.Query(
            $"""
            {Select} where t.id = $1 and (t.client_id is not null and {actor.Scope.Sql("c.advisor_id", "$2")}
              or t.client_id is null and ($4 = 'administrator' or $4 = 'system' or t.assignee_id = $3 or t.role = $4 or ($4 = 'manager' and t.assignee_id = any($5))))
            """,
            r => (Read(r, actor.Language), r.Maybe<Guid>(AdvisorColumn)),
            [id, actor.Scope.Keys, actor.UserId ?? Guid.Empty, actor.Role.ToString().ToLowerInvariant(), actor.Scope.Advisors],
            ct);
        return found.Count == 1 ? found[0] : throw new NotFoundException("task", id);
    }

    /// <summary>The same, refused when it is closed.</summary>
    public static async Task<(TaskView Task, Guid? AdvisorId)> Open(this Database database, Guid id, Actor actor, CancellationToken ct)
    {
        var found = await database.Visible(id, actor, ct);
        return found.Task.Status == "open" ? found : throw new ConflictException("error.taskClosed", "This task is already closed.");
    }
}

internal sealed class GetTaskHandler(Database database, CallContext call) : Kernel.Messaging.IQueryHandler<GetTask, TaskView>
{
    public async Task<TaskView> Handle(GetTask request, CancellationToken ct) => (await database.Visible(request.TaskId, call.Actor, ct)).Task;
}
