using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Messages;
using Npgsql;

namespace CrossSell.Offers.Data;

internal sealed record WaitingCall(Guid TaskId, string Title, DateOnly DueOn, DateTimeOffset? DueAt, Guid ClientId, Guid? OfferId);

/// <summary>The calls that are due now, of clients who may be called: those promised to the minute first, then as in Today.</summary>
internal static class CallQueue
{
    private const int Most = 200;

    public static async Task<List<WaitingCall>> Waiting(NpgsqlConnection connection, Owner owner, BusinessClock clock, CancellationToken ct) => await connection.Query(
        $"""
        select t.id, t.title_hu, t.title_en, t.due_on, t.due_at, t.client_id, t.offer_id
        from worklist.pub_task t join clients.pub_client c on c.id = t.client_id
        where t.status = 'open' and t.kind = 'call' and t.block is null and t.due_on <= $1 and (t.due_at is null or t.due_at <= $2) and (t.snoozed_until is null or t.snoozed_until <= $2)
          and {WorkQueues.Sql(owner.Queue, "$3", "$4")} and {owner.Actor.Scope.Sql("c.advisor_id", "$5")}
        order by (t.due_at is not null) desc, t.due_on, t.due_at, -t.priority, t.id limit {Most}
        """,
        r => new WaitingCall(r.GetGuid(0), r.GetString(owner.Actor.Language == "en" ? 2 : 1), r.GetFieldValue<DateOnly>(3), r.Maybe<DateTimeOffset>(4), r.GetGuid(5), r.Maybe<Guid>(6)),
        [clock.Today, clock.Now, owner.Person, OfferSql.Word(owner.Actor.Role), owner.Actor.Scope.Advisors],
        ct);

    /// <param name="Person">Whose calls; <paramref name="Queue"/> says which of them.</param>
    internal sealed record Owner(Actor Actor, Guid? Person, WorkQueue? Queue);
}
