using CrossSell.Documents.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Data;
using CrossSell.Processes.Domain;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using Npgsql;

namespace CrossSell.Processes.Features;

/// <summary>A manager puts a process where it belongs. The reason stands in its history and in the audit.</summary>
internal sealed class JumpProcessHandler(IUnitOfWork unit, IDispatcher dispatcher, Definitions definitions, Mover mover, JumpDesk desk, ProcessViews views, CallContext call) : ICommandHandler<JumpProcess, ProcessView>
{
    private const int LongestReason = 500;

    public async Task<ProcessView> Handle(JumpProcess request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        await Instances.Hold(connection, request.ProcessId, ct);
        var instance = await Instances.Visible(connection, request.ProcessId, call.Actor, ct);
        var definition = await definitions.Get(instance.State.Key, instance.State.Version, ct);
        Guards.Demand(instance.State, null, request.IfRow);
        var facts = await desk.Facts(connection, instance, ct);
        var (into, reason) = Input(request, instance, definition, facts);
        unit.Audit(new AuditDraft("processes.jumped", "process", instance.Id, instance.Subject.ClientId, new { instance.State.State }, new { State = into.Key, Reason = reason }));
        await Replace(connection, definition, instance, into, facts, reason, ct);
        await mover.Put(definition, instance.State, instance.Subject, into, facts.Been, reason, ct);
        unit.TouchClient(instance.Subject.ClientId);

        await unit.Flush(ct);
        return await views.Read(connection, request.ProcessId, ct);
    }

    /// <summary>A document that is asked for again takes the place of what the process has made since it first was there. A signed one stays.</summary>
    private async Task Replace(NpgsqlConnection connection, ProcessDefinition definition, Instance instance, StateDefinition into, JumpFacts facts, string reason, CancellationToken ct)
    {
        string[] again = [.. Jumps.Path(definition, into, facts.Values).Where(s => facts.Been.Contains(s.Key) && Jumps.Does(s, ProcessAction.Document)).Select(s => s.Key)];
        if (again.Length > 0 && !facts.Documents.Contains("signed"))
        {
            var since = await connection.Query("select min(at) from processes.step where instance_id = $1 and to_state = any($2)", r => r.GetFieldValue<DateTimeOffset>(0), [instance.Id, again], ct);
            await dispatcher.Send(new CancelDocuments([instance.Id], since[0], true, reason), ct);
        }
    }

    private (StateDefinition Into, string Reason) Input(JumpProcess request, Instance instance, ProcessDefinition definition, JumpFacts facts)
    {
        var faults = new Faults();
        var reason = faults.Text("reason", request.Reason, LongestReason);
        if (reason is null)
        {
            faults.Add("reason", "required", "Required.");
        }

        var into = definition.Find(request.State);
        if (into is null || into.Key == instance.State.State)
        {
            var others = string.Join(", ", definition.States.Select(s => s.Key).Where(key => key != instance.State.State));
            faults.Add("state", "notOneOf", $"Must be one of: {others}.", ("words", others));
        }
        else if (desk.Fault(definition, into, facts) is { } fault)
        {
            faults.Add("state", fault.Code, Message(fault, into), ("at", fault.At.Name), ("state", into.Name));
        }

        faults.Throw();
        return (into!, reason!);
    }

    private static string Message(JumpFault fault, StateDefinition into) => fault.Code == "jumpSold"
        ? $"Its contract joined the portfolio at \"{fault.At.Name.En}\", so it can't go back to \"{into.Name.En}\"."
        : $"It would be stuck at \"{fault.At.Name.En}\": what leads on from there can no longer come.";
}
