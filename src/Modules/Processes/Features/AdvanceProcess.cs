using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Processes.Data;
using CrossSell.Processes.Domain;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using Npgsql;

namespace CrossSell.Processes.Features;

internal sealed class AdvanceProcessHandler(IUnitOfWork unit, IDispatcher dispatcher, Definitions definitions, Mover mover, CallContext call, IClientDirectory clients)
    : ICommandHandler<AdvanceProcess, ProcessView>
{
    public async Task<ProcessView> Handle(AdvanceProcess request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var instance = await Instances.Find(connection, request.ProcessId, ct) ?? throw new NotFoundException("process", request.ProcessId);
        await GetProcessHandler.DemandVisible(clients, call, instance.Subject.ClientId, request.ProcessId, ct);
        var definition = await definitions.Get(instance.State.Key, instance.State.Version, ct);
        var transition = Chosen(definition, instance.State, request.Transition);
        await DemandRequired(connection, transition, request.ProcessId, ct);
        var moved = await mover.Fire(instance.State, instance.Subject, transition.On, request.Note, null, null, ct);
        unit.Touch(instance.Subject.ClientId);
        var before = await dispatcher.Ask(new GetProcess(request.ProcessId), ct);
        var state = definition.State(moved.State);
        var language = call.Actor.Language;
        return before with
        {
            State = state.Key,
            StateName = state.Name.In(language),
            Category = Mover.Word(state.Category),
            Transitions = [.. definition.ChosenBy(state.Key, RoleWord).Select(t => new ProcessTransition(t.Name.In(language), t.On, t.By))],
        };
    }

    private string RoleWord => call.Actor.Role.ToString().ToLowerInvariant();

    private TransitionDefinition Chosen(ProcessDefinition definition, ProcessState at, string wanted)
    {
        var allowed = definition.ChosenBy(at.State, RoleWord).ToList();
        return allowed.FirstOrDefault(t => t.On == wanted || t.Name.Hu == wanted || t.Name.En == wanted)
            ?? throw new RuleBrokenException(
                "error.transition",
                $"From {at.State} you can't choose {wanted}; allowed: {(allowed.Count == 0 ? "nothing" : string.Join(", ", allowed.Select(t => t.On)))}.",
                ("state", definition.State(at.State).Name.In(call.Actor.Language)),
                ("transition", wanted));
    }

    private static async Task DemandRequired(NpgsqlConnection connection, TransitionDefinition transition, Guid processId, CancellationToken ct)
    {
        foreach (var status in transition.Requires.Where(r => r.StartsWith("document:", StringComparison.Ordinal)).Select(r => r["document:".Length..]))
        {
            var there = await connection.Query("select 1 from documents.pub_document where process_id = $1 and status = $2", r => r.GetInt32(0), [processId, status], ct);
            if (there.Count == 0)
            {
                throw new RuleBrokenException("error.transitionRequires", $"This step needs a document in state {status} first.", ("status", status));
            }
        }
    }
}

/// <summary>Fires the deadline trigger of every instance whose working days are over.</summary>
internal sealed class FireDeadlinesHandler(IUnitOfWork unit, Definitions definitions, Mover mover, BusinessClock clock) : ICommandHandler<FireDeadlines, int>
{
    private const int AtOnce = 500;

    public async Task<int> Handle(FireDeadlines request, CancellationToken ct)
    {
        var due = await Instances.PastDeadline(await unit.Connection(ct), clock.Today, AtOnce, ct);
        foreach (var (state, subject) in due)
        {
            var definition = await definitions.Get(state.Key, state.Version, ct);
            await mover.Fire(state, subject, definition.State(state.State).Deadline!.Then, null, null, null, ct);
            unit.Touch(subject.ClientId);
        }

        return due.Count;
    }
}
