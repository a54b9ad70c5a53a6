using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Features.Planning;
using CrossSell.Worklist.Messages;

namespace CrossSell.Worklist.Features;

/// <summary>Writes new days of tasks, and tells whose offers they are of.</summary>
internal sealed class TaskMover(IUnitOfWork unit, IDispatcher dispatcher, BusinessClock clock)
{
    /// <param name="byHand">Chosen by a person: the planner leaves it there from now on.</param>
    public async Task Move(IReadOnlyList<(PlannedTask Task, DateOnly To)> moves, bool byHand, CancellationToken ct)
    {
        if (moves.Count == 0)
        {
            return;
        }

        var at = moves.Select(m => SameMinute(m.Task.DueAt, m.To)).ToArray();
        unit.Write(
            """
            update worklist.task t set due_on = m.day, due_at = m.at, snoozed_until = null, pinned = t.pinned or $5, changed_at = $4, revision = t.revision + 1,
              status = case when t.status = 'open' then 'open' end
            from unnest($1::uuid[], $2::date[], $3::timestamptz[]) as m(id, day, at) where t.id = m.id
            """,
            moves.Select(m => m.Task.Id).ToArray(), moves.Select(m => m.To).ToArray(), at, clock.Now, byHand);
        unit.Audit([.. moves.Select(m => new AuditDraft(
            byHand ? "worklist.moved" : "worklist.replanned", "task", m.Task.Id, m.Task.ClientId, new { m.Task.DueOn, m.Task.DueAt }, new { m.Task.Title, DueOn = m.To }))]);
        unit.Touch(moves.Select(m => m.Task.ClientId));
        await Tell([.. moves.Select((m, i) => (m.Task.OfferId, m.Task.IsApproach, m.Task.ClientId, m.To, at[i]))], ct);
    }

    private Task Tell(IReadOnlyList<(Guid? OfferId, bool IsApproach, Guid ClientId, DateOnly To, DateTimeOffset? At)> moves, CancellationToken ct)
    {
        var offers = moves.Where(m => m is { OfferId: not null, IsApproach: true }).Select(m => new MovedOffer(m.OfferId!.Value, m.ClientId, m.To, m.At)).ToList();
        return offers.Count == 0 ? Task.CompletedTask : dispatcher.Tell(new TasksMoved(offers), ct);
    }

    /// <summary>A task with a minute keeps its time of day.</summary>
    private DateTimeOffset? SameMinute(DateTimeOffset? at, DateOnly day) => at is { } minute ? clock.At(day, TimeOnly.FromTimeSpan(clock.Local(minute).TimeOfDay)) : null;
}
