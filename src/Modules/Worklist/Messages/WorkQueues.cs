namespace CrossSell.Worklist.Messages;

/// <summary>Whose tasks a list shows, as a condition on a task <c>t</c> of <c>worklist.pub_task</c>.</summary>
public static class WorkQueues
{
    /// <param name="queue">None means one's own tasks and those that wait in the queue of one's role.</param>
    /// <param name="person">The parameter with the person's id, a <c>uuid</c>.</param>
    /// <param name="role">The parameter with the person's role, a <c>text</c>. Both are always used, so that every statement has the same parameters.</param>
    public static string Sql(WorkQueue? queue, string person, string role) => queue switch
    {
        WorkQueue.Mine => $"(t.assignee_id = {person} and {role}::text is not null)",
        WorkQueue.Team => $"(t.assignee_id is null and t.team_id = (select team_id from access.pub_user where id = {person}) and {role}::text is not null)",
        WorkQueue.Role => $"(t.assignee_id is null and t.role = {role} and {person}::uuid is not distinct from {person}::uuid)",
        _ => $"(t.assignee_id = {person} or (t.assignee_id is null and t.role = {role}))",
    };
}
