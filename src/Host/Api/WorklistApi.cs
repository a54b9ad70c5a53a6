using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

internal static class WorklistApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var worklist = api.MapGroup(string.Empty).WithTags("Worklist");
        worklist.MapGet("/worklist", Get).Permit(Permission.WorkOffers).WithSummary("The worklist in the order of Today: overdue first, then by day, minute and priority");
        worklist.MapGet("/reminders", Reminders).Permit(Permission.WorkOffers).WithSummary("What the bell says: due within the hour, overdue, escalated, delegated, brought up again");
        worklist.MapPost("/reminders/seen", Seen).Permit(Permission.WorkOffers).WithSummary("Says that the reminders were read");
        var tasks = worklist.MapGroup("/tasks");
        tasks.MapPost("/", Add).Permit(Permission.WorkOffers).WithSummary("Adds a task about a client");
        tasks.MapPost("/reschedule", Reschedule).Permit(Permission.WorkOffers).WithSummary("Moves many tasks to a day, or spreads them over the next working days; dryRun only says how the days fill");
        tasks.MapGet("/{id:guid}", One).Permit(Permission.WorkOffers).WithSummary("One task");
        tasks.MapPost("/{id:guid}/done", Complete).Permit(Permission.WorkOffers).WithSummary("Says that a task is done");
        tasks.MapPost("/{id:guid}/claim", Claim).Permit(Permission.WorkOffers).WithSummary("Takes a task from a queue");
        tasks.MapPost("/{id:guid}/release", Release).Permit(Permission.WorkOffers).WithSummary("Gives a task back to its role's or team's queue");
        tasks.MapPost("/{id:guid}/delegate", Delegate).Permit(Permission.WorkOffers).WithSummary("Gives a task to a colleague who may see the client");
        tasks.MapGet("/{id:guid}/delegates", Delegates).Permit(Permission.WorkOffers).WithSummary("Those a task may be delegated to");
        tasks.MapPost("/{id:guid}/snooze", Snooze).Permit(Permission.WorkOffers).WithSummary("Hides a task until a day or a minute");
    }

    private static async Task<ListAnswer<TaskView>> Get(string? advisor, DateOnly? until, string? queue, string? after, int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        (await dispatcher.Ask(new GetWorklist(advisor, until, after, Paging.Limit(limit), Body.Word<WorkQueue>(queue, "queue")), ct)).Answer();

    private static Task<TaskView> One(Guid id, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new GetTask(id), ct);

    private static async Task<Created<TaskView>> Add(NewTaskBody task, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var added = await dispatcher.Send(
            new AddTask(
                Body.Required(task.ClientId, "clientId"), task.Kind ?? TaskKind.Call, Body.Required(task.Title, "title"), Body.Required(task.DueOn, "dueOn"), task.DueAt, task.Assignee),
            ct);
        return http.Made("tasks", added.Id, added);
    }

    private static Task<TaskView> Complete(Guid id, TaskDone? done, IDispatcher dispatcher, CancellationToken ct) =>
        dispatcher.Send(new CompleteTask(id, done?.Note), ct);

    private static Task<TaskView> Claim(Guid id, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Send(new ClaimTask(id), ct);

    private static Task<TaskView> Release(Guid id, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Send(new ReleaseTask(id), ct);

    private static Task<TaskView> Delegate(Guid id, Delegation delegation, IDispatcher dispatcher, CancellationToken ct) =>
        dispatcher.Send(new DelegateTask(id, Body.Required(delegation.To, "to"), delegation.Note), ct);

    private static async Task<ListAnswer<Colleague>> Delegates(Guid id, IDispatcher dispatcher, CancellationToken ct) =>
        new([.. (await dispatcher.Ask(new ListDelegates(id), ct)).Select(p => new Colleague(p.Email, p.Name, p.Role))], null);

    private static Task<TaskView> Snooze(Guid id, Snoozing snoozing, IDispatcher dispatcher, BusinessClock clock, CancellationToken ct)
    {
        var text = Body.Required(snoozing.Until, "until");
        var until = Instants.ParseBound(text, false, clock) ?? throw new InvalidInputException("until", "type.dayOrInstant", "Must be a day like 2026-11-23 or an instant like 2026-11-23T09:00:00Z.");
        return dispatcher.Send(new SnoozeTask(id, until, text.Length > "yyyy-MM-dd".Length, snoozing.Anyway ?? false), ct);
    }

    private static Task<Rescheduled> Reschedule(Rescheduling body, IDispatcher dispatcher, CancellationToken ct) =>
        dispatcher.Send(new RescheduleTasks(body.Ids ?? [], body.DueOn, body.SpreadOver, body.DryRun ?? false), ct);

    private static Task<Reminders> Reminders(IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new GetReminders(), ct);

    private static async Task<NoContent> Seen(IDispatcher dispatcher, CancellationToken ct)
    {
        await dispatcher.Send(new SeeReminders(), ct);
        return TypedResults.NoContent();
    }
}

/// <param name="Kind"><c>call</c> when not given.</param>
/// <param name="DueAt">The minute, when it matters.</param>
/// <param name="Assignee">E-mail address; the caller when not given.</param>
internal sealed record NewTaskBody(Guid? ClientId, TaskKind? Kind, string? Title, DateOnly? DueOn, DateTimeOffset? DueAt, string? Assignee);

internal sealed record TaskDone(string? Note);

/// <param name="To">E-mail address of the colleague.</param>
internal sealed record Delegation(string? To, string? Note);

internal sealed record Colleague(string Email, string Name, Role Role);

/// <param name="Until">A day or an instant.</param>
/// <param name="Anyway">Also past the last day of the task's window.</param>
internal sealed record Snoozing(string? Until, bool? Anyway);

/// <param name="Ids">1 to 500 tasks.</param>
/// <param name="DueOn">The day; or <paramref name="SpreadOver"/> that many working days.</param>
internal sealed record Rescheduling(IReadOnlyList<Guid>? Ids, DateOnly? DueOn, int? SpreadOver, bool? DryRun);
