using CrossSell.Host.Diagrams;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

internal static class ProcessesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var processes = api.MapGroup("/processes").WithTags("Processes");
        processes.MapGet("/", List).Permit(Permission.SeeClients).WithSummary("Running and ended processes, the one changed last first");
        processes.MapPost("/", Start).Permit(Permission.MoveProcesses).WithSummary("Starts a process that the caller's role may start");
        processes.MapGet("/{id:guid}", Get).Permit(Permission.SeeClients).WithSummary("A running process: where it stands, what may be chosen now and by whom, how it came there");
        processes.MapGet("/{id:guid}/diagram", Diagram).Permit(Permission.SeeClients).WithSummary("Its definition as SVG, with where it stands and the ways it has taken");
        processes.MapPost("/{id:guid}/advance", Advance).Permit(Permission.MoveProcesses).WithSummary("Moves a process by a transition that is allowed now");
        processes.MapPost("/{id:guid}/jump", Jump).Permit(Permission.DirectProcesses).WithSummary("Puts a process into another state, with a reason");
        DefinitionsApi.Map(processes.MapGroup("/definitions"));
    }

    private static async Task<ListAnswer<ProcessRow>> List(
        string? key, string? state, string? category, int? version, Guid? client, bool? late, bool? mine, string? after, int? limit, IDispatcher dispatcher, CancellationToken ct)
    {
        var filter = new ProcessFilter(key, state, Body.Word<StateCategory>(category, "category"), version, client, late ?? false, mine ?? false);
        return (await dispatcher.Ask(new ListProcesses(filter, after, Paging.Limit(limit)), ct)).Answer();
    }

    private static async Task<Created<ProcessView>> Start(StartBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var started = await dispatcher.Send(new StartProcess(Body.Required(body.Key, "key"), body.Title ?? string.Empty, body.ClientId, body.Values), ct);
        return http.Made("processes", started.Id, started, started.Row);
    }

    private static async Task<Ok<ProcessView>> Get(Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) => Tagged(http, await dispatcher.Ask(new GetProcess(id), ct));

    private static async Task<ContentHttpResult> Diagram(Guid id, CallContext call, IDispatcher dispatcher, CancellationToken ct)
    {
        var process = await dispatcher.Ask(new GetProcess(id), ct);
        var definition = (await dispatcher.Ask(new GetDefinition(process.Key, process.Version), ct)).Definition;
        return TypedResults.Content(ProcessDiagram.Draw(definition, Trace.Of(process), call.Actor.Language, process.Name, process.StateName), "image/svg+xml");
    }

    private static async Task<Ok<ProcessView>> Advance(Guid id, Advancement advancement, HttpContext http, IDispatcher dispatcher, CancellationToken ct) => Tagged(
        http, await dispatcher.Send(new AdvanceProcess(id, Body.Required(advancement.Transition, "transition"), advancement.Note, advancement.IfState, http.IfVersion()) { Values = advancement.Values }, ct));

    private static async Task<Ok<ProcessView>> Jump(Guid id, JumpBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
        Tagged(http, await dispatcher.Send(new JumpProcess(id, Body.Required(body.State, "state"), body.Reason ?? string.Empty, http.IfVersion()), ct));

    private static Ok<ProcessView> Tagged(HttpContext http, ProcessView process) => http.Tagged(process, process.Row);
}

/// <param name="Values">The values of its fields, by name.</param>
internal sealed record StartBody(string? Key, string? Title, Guid? ClientId, Dictionary<string, string>? Values);

/// <param name="Transition"><c>on</c> or <c>name</c> of one of the process's transitions.</param>
/// <param name="Values">Values of fields, given with the step.</param>
/// <param name="IfState">Refused with 409 when it stands elsewhere.</param>
internal sealed record Advancement(string? Transition, string? Note, Dictionary<string, string>? Values, string? IfState);

internal sealed record JumpBody(string? State, string? Reason);
