using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Data;
using CrossSell.Processes.Domain;
using CrossSell.Processes.Messages;

namespace CrossSell.Processes.Features;

/// <summary>A manager puts a process where it belongs. The reason stands in its history and in the audit.</summary>
internal sealed class JumpProcessHandler(IUnitOfWork unit, Definitions definitions, Mover mover, ProcessViews views, CallContext call) : ICommandHandler<JumpProcess, ProcessView>
{
    private const int LongestReason = 500;

    public async Task<ProcessView> Handle(JumpProcess request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        await Instances.Hold(connection, request.ProcessId, ct);
        var instance = await Instances.Visible(connection, request.ProcessId, call.Actor, ct);
        Guards.Demand(instance.State, null, request.IfRow);
        var definition = await definitions.Get(instance.State.Key, instance.State.Version, ct);
        var (into, reason) = Input(request, instance, definition);
        var isFirst = (await connection.Query("select 1 from processes.step where instance_id = $1 and to_state = $2 limit 1", r => r.GetInt32(0), [instance.Id, into.Key], ct)).Count == 0;
        unit.Audit(new AuditDraft("processes.jumped", "process", instance.Id, instance.Subject.ClientId, new { instance.State.State }, new { State = into.Key, Reason = reason }));
        await mover.Put(definition, instance.State, instance.Subject, into, isFirst, reason, ct);
        unit.TouchClient(instance.Subject.ClientId);

        await unit.Flush(ct);
        return await views.Read(connection, request.ProcessId, ct);
    }

    private static (Sdk.StateDefinition Into, string Reason) Input(JumpProcess request, Instance instance, Sdk.ProcessDefinition definition)
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

        faults.Throw();
        return (into!, reason!);
    }
}
