using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Domain;
using CrossSell.Worklist.Messages;

namespace CrossSell.Worklist.Features;

internal sealed class OpenTasksHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<OpenTasks, Done>
{
    public Task<Done> Handle(OpenTasks request, CancellationToken ct)
    {
        if (request.Tasks.Count > 0)
        {
            unit.Write(Insert, Columns(request.Tasks, clock.Now));
            unit.Audit([.. request.Tasks.Select(Entry)]);
        }

        return Task.FromResult(Done.Instance);
    }

    public static AuditDraft Entry(NewTask t) =>
        new("worklist.opened", "task", t.Id, t.ClientId, null, new { t.Kind, t.TitleHu, t.TitleEn, t.OfferId, t.DueOn, t.DueAt, t.AssigneeId, t.Role });

    private const string Insert =
        """
        insert into worklist.task(id, kind, title_hu, title_en, client_id, offer_id, process_id, document_id, assignee_id, role, due_on, due_at, priority, window_from, window_until, purpose, about, status, created_at, changed_at)
        select t.*, 'open', $18, $18 from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::uuid[], $10::text[], $11::date[], $12::timestamptz[], $13::int[], $14::date[], $15::date[], $16::text[], $17::text[]) as t
        on conflict (id) do nothing
        """;

    private static object?[] Columns(IReadOnlyList<NewTask> t, DateTimeOffset now) =>
    [
        Column(t, x => x.Id), Column(t, x => x.Kind.Word()), Column(t, x => x.TitleHu), Column(t, x => x.TitleEn), Column(t, x => x.ClientId),
        Column(t, x => x.OfferId), Column(t, x => x.ProcessId), Column(t, x => x.DocumentId), Column(t, x => x.AssigneeId), Column(t, x => x.Role),
        Column(t, x => x.DueOn), Column(t, x => x.DueAt), Column(t, x => x.Priority),
        Column(t, x => x.WindowFrom), Column(t, x => x.WindowUntil), Column(t, x => x.Purpose), Column(t, x => x.About), now,
    ];

    private static T[] Column<T>(IReadOnlyList<NewTask> tasks, Func<NewTask, T> value) => [.. tasks.Select(value)];
}
