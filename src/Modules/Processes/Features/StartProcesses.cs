using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Processes.Domain;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;

namespace CrossSell.Processes.Features;

internal sealed class StartProcessesHandler(IUnitOfWork unit, Definitions definitions, Mover mover, CallContext call, BusinessClock clock)
    : ICommandHandler<StartProcesses, IReadOnlyList<ProcessState>>
{
    public async Task<IReadOnlyList<ProcessState>> Handle(StartProcesses request, CancellationToken ct)
    {
        var started = new List<ProcessState>(request.Instances.Count);
        foreach (var group in request.Instances.GroupBy(i => i.Key))
        {
            var definition = await definitions.NewestOf(group.Key, ct);
            var start = definition.State(definition.Start);
            Write(definition, start, [.. group]);
            foreach (var instance in group)
            {
                started.Add(await mover.Begin(definition, new ProcessState(instance.Id, definition.Key, definition.Version, start.Key, start.Category, 1), instance.Subject, ct));
            }
        }

        return started;
    }

    private void Write(ProcessDefinition definition, StateDefinition start, NewProcess[] instances)
    {
        unit.Write(
            """
            insert into processes.instance(id, key, definition_version, state, category, client_id, offer_id, subject, title, starter_id, roles, deadline_on, started_at, changed_at, version)
            select i.id, $1, $2, $3, $4, i.client_id, i.offer_id, i.subject, i.title, i.starter_id, $13, $5, $6, $6, 1
            from unnest($7::uuid[], $8::uuid[], $9::uuid[], $10::jsonb[], $11::text[], $12::uuid[]) as i(id, client_id, offer_id, subject, title, starter_id)
            """,
            definition.Key, definition.Version, start.Key, Mover.Word(start.Category), mover.Deadline(start), clock.Now,
            instances.Select(i => i.Id).ToArray(), instances.Select(i => i.Subject.ClientId).ToArray(), instances.Select(i => i.Subject.OfferId).ToArray(),
            instances.Select(i => Json.Of(i.Subject)).ToArray(), instances.Select(i => i.Subject.Title).ToArray(), instances.Select(i => i.Subject.StarterId).ToArray(), definition.HouseRoles());
        unit.Write(
            """
            insert into processes.step(id, instance_id, at, from_state, to_state, trigger, actor_id, actor_name)
            select s.id, s.instance_id, $3, null, $4, 'start', $5, $6 from unnest($1::uuid[], $2::uuid[]) as s(id, instance_id)
            """,
            instances.Select(_ => Ids.New(clock.Now)).ToArray(), instances.Select(i => i.Id).ToArray(), clock.Now, start.Key, call.Actor.UserId, call.Actor.Name);
    }
}

internal sealed class TriggerProcessHandler(Mover mover) : ICommandHandler<TriggerProcess, ProcessMove>
{
    public async Task<ProcessMove> Handle(TriggerProcess request, CancellationToken ct)
    {
        var state = await mover.Fire(request.State, request.Subject, new Cause(request.Trigger, request.Note), ct);
        return new ProcessMove(state, mover.TakeRequested());
    }
}
