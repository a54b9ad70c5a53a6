using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Worklist.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

internal static class WorklistApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var worklist = api.MapGroup(string.Empty).WithTags("Worklist");
        worklist.MapGet("/worklist", Get).Permit(Permission.WorkOffers).WithSummary("The worklist in the order of Today: overdue first, then by day, minute and priority");
        worklist.MapPost("/tasks", Add).Permit(Permission.WorkOffers).WithSummary("Adds a task about a client");
        worklist.MapPost("/tasks/{id:guid}/done", Complete).Permit(Permission.WorkOffers).WithSummary("Says that a task is done");
    }

    private static async Task<ListAnswer<TaskView>> Get(string? advisor, DateOnly? until, string? after, int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        (await dispatcher.Ask(new GetWorklist(advisor, until, after, Paging.Limit(limit)), ct)).Answer();

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
}

/// <param name="Kind"><c>call</c> when not given.</param>
/// <param name="DueAt">The minute, when it matters.</param>
/// <param name="Assignee">E-mail address; the caller when not given.</param>
internal sealed record NewTaskBody(Guid? ClientId, TaskKind? Kind, string? Title, DateOnly? DueOn, DateTimeOffset? DueAt, string? Assignee);

internal sealed record TaskDone(string? Note);
