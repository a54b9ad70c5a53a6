using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;

namespace CrossSell.Processes.Data;

/// <summary>
/// Who may see an instance, in one place. One about a client: who may see the client. Any other: who started it, their manager,
/// the people of the roles its definition names, whoever has a task of it, and administrators.
/// </summary>
internal static class InstanceScope
{
    /// <summary>Adds the condition on an instance <c>i</c>.</summary>
    public static SqlFilter Seen(this SqlFilter filter, Actor actor) =>
        actor.Role is Role.Administrator or Role.System ? filter : filter.And($"({OfClient(filter, actor)} or (i.client_id is null and {OfHouse(filter, actor)}))");

    private static string OfClient(SqlFilter filter, Actor actor) => actor.Scope.All
        ? "i.client_id is not null"
        : $"i.client_id in (select c.id from clients.pub_client c where {actor.Scope.Sql("c.advisor_id", filter.Parameter(actor.Scope.Keys))})";

    private static string OfHouse(SqlFilter filter, Actor actor)
    {
        var me = filter.Parameter(actor.UserId ?? Guid.Empty);
        var own = $"i.starter_id = {me} or {filter.Parameter(Word(actor.Role))} = any(i.roles) or exists (select 1 from worklist.pub_task t where t.process_id = i.id and t.status = 'open' and t.assignee_id = {me})";
        return actor.Role == Role.Manager ? $"({own} or i.starter_id = any({filter.Parameter(actor.Scope.Advisors)}))" : $"({own})";
    }

    public static string Word(Role role) => role.ToString().ToLowerInvariant();
}
