using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Data;
using CrossSell.Processes.Domain;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;

namespace CrossSell.Processes.Features;

internal sealed class AdvanceProcessHandler(IUnitOfWork unit, Definitions definitions, Mover mover, ProcessViews views, CallContext call)
    : ICommandHandler<AdvanceProcess, ProcessView>
{
    private const int LongestNote = 2000;

    public async Task<ProcessView> Handle(AdvanceProcess request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        await Instances.Hold(connection, request.ProcessId, ct);
        var instance = await Instances.Visible(connection, request.ProcessId, call.Actor, ct);
        var definition = await definitions.Get(instance.State.Key, instance.State.Version, ct);
        Guards.Demand(instance.State, request.IfState, request.IfRow);
        var faults = new Faults();
        var note = faults.Text("note", request.Note, LongestNote);
        var subject = With(instance.Subject, definition, request.Values, faults);
        faults.Throw();

        var way = Chosen(definition, instance.State, subject, request.Transition);
        DemandMet(definition, way, await views.Facts(connection, instance, ct) with { Values = subject.Values, HasNote = note is not null });
        await mover.Fire(instance.State, subject, new Cause(way.On, note), ct);
        unit.TouchClient(subject.ClientId);

        await unit.Flush(ct);
        return await views.Read(connection, request.ProcessId, ct);
    }

    private static ProcessSubject With(ProcessSubject subject, ProcessDefinition definition, IReadOnlyDictionary<string, string>? values, Faults faults)
    {
        if (values is null or { Count: 0 })
        {
            return subject;
        }

        var read = FieldValues.Read(definition.Fields, StartProcessHandler.Known(definition, values, faults), "values", faults, new HashSet<string>());
        return subject with { Values = new Dictionary<string, string>((subject.Values ?? []).Where(v => !read.ContainsKey(v.Key)).Concat(read)) };
    }

    private TransitionDefinition Chosen(ProcessDefinition definition, ProcessState at, ProcessSubject subject, string wanted)
    {
        var allowed = definition.ChosenBy(at.State, Player.Of(call.Actor, subject), subject.Values).ToList();
        return allowed.FirstOrDefault(t => t.On == wanted || t.Name.Hu == wanted || t.Name.En == wanted)
            ?? throw new RuleBrokenException(
                "error.transition",
                $"From {at.State} you can't choose {wanted}; allowed: {(allowed.Count == 0 ? "nothing" : string.Join(", ", allowed.Select(t => t.On)))}.",
                ("state", definition.State(at.State).Name),
                ("transition", wanted));
    }

    private void DemandMet(ProcessDefinition definition, TransitionDefinition way, Facts facts)
    {
        var unmet = Requirements.Unmet(way, facts);
        var given = unmet.Where(r => r == "note" || r.StartsWith("field:", StringComparison.Ordinal)).ToList();
        if (given.Count > 0)
        {
            throw new InvalidInputException([.. given.Select(r => new FieldFault(r == "note" ? "note" : "values." + r["field:".Length..], "required", "Required for this step."))]);
        }

        if (unmet.Count > 0)
        {
            throw unmet[0].Split(':') switch
            {
                ["document", var status] => new RuleBrokenException("error.transitionRequires", $"This step needs a document in state {status} first.", ("status", status)),
                ["tasks"] => new RuleBrokenException("error.transitionTasks", $"{facts.OpenTasks} tasks of this state are not done yet.", ("count", facts.OpenTasks)),
                _ => new RuleBrokenException("error.transitionOther", "Somebody else than the person who started it has to take this step.", ("process", definition.Name)),
            };
        }
    }
}

/// <summary>What the caller saw has to be so still.</summary>
internal static class Guards
{
    public static void Demand(ProcessState at, string? ifState, int? ifRow)
    {
        if ((ifState is not null && ifState != at.State) || (ifRow is { } row && row != at.Row))
        {
            throw new ConflictException("error.processMoved", $"The process has moved since: it stands at {at.State}.", ("state", at.State));
        }
    }
}
