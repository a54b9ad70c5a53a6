using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Messages;

namespace CrossSell.Host.Api;

internal static class ProcessesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var processes = api.MapGroup("/processes").WithTags("Processes");
        processes.MapGet("/{id:guid}", Get).Permit(Permission.SeeClients).WithSummary("A running process: where it stands, what may be chosen now, how it came there");
        processes.MapPost("/{id:guid}/advance", Advance).Permit(Permission.MoveProcesses).WithSummary("Moves a process by a transition that is allowed now");
    }

    private static Task<ProcessView> Get(Guid id, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new GetProcess(id), ct);

    private static Task<ProcessView> Advance(Guid id, Advancement advancement, IDispatcher dispatcher, CancellationToken ct) =>
        dispatcher.Send(new AdvanceProcess(id, Body.Required(advancement.Transition, "transition"), advancement.Note), ct);
}

/// <param name="Transition"><c>on</c> or <c>name</c> of one of the process's transitions.</param>
internal sealed record Advancement(string? Transition, string? Note);
