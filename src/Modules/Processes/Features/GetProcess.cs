using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Data;
using CrossSell.Processes.Domain;
using CrossSell.Processes.Messages;

namespace CrossSell.Processes.Features;

internal sealed class GetProcessHandler(Database database, Definitions definitions, CallContext call, IClientDirectory clients) : IQueryHandler<GetProcess, ProcessView>
{
    public async Task<ProcessView> Handle(GetProcess request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var instance = await Instances.Find(connection, request.ProcessId, ct) ?? throw new NotFoundException("process", request.ProcessId);
        var (state, subject) = instance;
        await DemandVisible(clients, call, subject.ClientId, request.ProcessId, ct);
        var definition = await definitions.Get(state.Key, state.Version, ct);
        var language = call.Actor.Language;
        var steps = await connection.Query(
            "select at, from_state, to_state, trigger, actor_name, note from processes.step where instance_id = $1 order by at, id",
            r => new ProcessStep(r.GetFieldValue<DateTimeOffset>(0), r.MaybeText(1), r.GetString(2), r.GetString(3), r.GetString(4), r.MaybeText(5)),
            [request.ProcessId],
            ct);
        return new ProcessView(
            state.Id, state.Key, state.Version, definition.Name.In(language), state.State, definition.State(state.State).Name.In(language), Mover.Word(state.Category),
            subject.ClientId, subject.OfferId,
            [.. definition.ChosenBy(state.State, call.Actor.Role.ToString().ToLowerInvariant()).Select(t => new ProcessTransition(t.Name.In(language), t.On, t.By))],
            steps);
    }

    internal static async Task DemandVisible(IClientDirectory clients, CallContext call, Guid clientId, Guid processId, CancellationToken ct)
    {
        if (!call.Actor.Scope.All && !(await clients.AdvisorOf(clientId, ct) is { } advisor && call.Actor.Scope.Allows(advisor, clientId)))
        {
            throw new NotFoundException("process", processId);
        }
    }
}
