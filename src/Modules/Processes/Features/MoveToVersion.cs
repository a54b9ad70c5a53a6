using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Processes.Data;
using CrossSell.Processes.Domain;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;

namespace CrossSell.Processes.Features;

internal sealed class PreviewVersionHandler(Database database, Definitions definitions, CallContext call) : IQueryHandler<PreviewVersion, VersionPreview>
{
    public async Task<VersionPreview> Handle(PreviewVersion request, CancellationToken ct)
    {
        var (from, to) = (await definitions.Demand(request.Key, request.From, ct), await definitions.Demand(request.Key, request.To, ct));
        var faults = new Faults();
        VersionChange.Demand(from, to, request.States, faults);
        faults.Throw();
        var filter = new SqlFilter().And("i.category = 'open'").And("i.key = ?", request.Key).And("i.definition_version = ?", request.From).And("i.id = ?", request.Only).Seen(call.Actor);
        var counts = await database.Query($"select i.state, count(*)::int from processes.instance i where {filter.Sql} group by i.state", r => (State: r.GetString(0), Count: r.GetInt32(1)), filter.Values, ct);
        return counts.Count == 0 && request.Only is { } only
            ? throw new NotFoundException("process", only)
            : VersionChange.Of(from, to, counts.ToDictionary(c => c.State, c => c.Count), request.States, call.Actor.Language);
    }
}

/// <summary>All of them or none: one that has nowhere to go keeps every other where it is.</summary>
internal sealed class MoveToVersionHandler(IUnitOfWork unit, Definitions definitions, Mover mover, MovedPlans plans, CallContext call, BusinessClock clock, WorkingDays workingDays) : ICommandHandler<MoveToVersion, VersionPreview>
{
    private const int LongestReason = 500;

    public async Task<VersionPreview> Handle(MoveToVersion request, CancellationToken ct)
    {
        var faults = new Faults();
        var reason = faults.Text("reason", request.Reason, LongestReason);
        if (reason is null)
        {
            faults.Add("reason", "required", "Required.");
        }

        if (request.From == request.To)
        {
            faults.Add("to", "sameVersion", "Is the version they are on.");
        }

        var (from, to) = (await definitions.Demand(request.Key, request.From, ct), await definitions.Demand(request.Key, request.To, ct));
        VersionChange.Demand(from, to, request.States, faults);
        faults.Throw();
        var instances = await Held(request, ct);
        var preview = VersionChange.Of(from, to, instances.GroupBy(i => i.State.State).ToDictionary(g => g.Key, g => g.Count()), request.States, call.Actor.Language);
        if (preview.Faults.Count > 0)
        {
            throw new RuleBrokenException("error.versionStates", $"Version {to.Version} has no state for: {string.Join(", ", preview.Faults)}. Say where they lead.", ("states", Names(from, preview.Faults)), ("version", to.Version));
        }

        Write(instances, from, to, request, reason!);
        await Enter(instances, from, to, request, ct);
        return preview;
    }

    private static Text Names(ProcessDefinition definition, IReadOnlyList<string> states)
    {
        var names = states.Select(key => definition.Find(key)?.Name ?? new Text(key, key)).ToList();
        return new Text(string.Join(", ", names.Select(n => n.Hu)), string.Join(", ", names.Select(n => n.En)));
    }

    /// <summary>Those that enter a state anew begin its tasks and go on where that is taken at once; the others keep their tasks, and get those that their state did not have.</summary>
    private async Task Enter(List<Instance> instances, ProcessDefinition from, ProcessDefinition to, MoveToVersion request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var been = (await connection.Query(
            "select instance_id, array_agg(distinct to_state) from processes.step where instance_id = any($1) group by instance_id",
            r => (Id: r.GetGuid(0), States: r.GetFieldValue<string[]>(1)), [instances.Select(i => i.Id).ToArray()], ct)).ToDictionary(b => b.Id, b => b.States.ToHashSet());
        var stay = new List<(Instance Instance, StateDefinition Into)>();
        foreach (var instance in instances)
        {
            var into = VersionChange.Target(to, instance.State.State, request.States)!;
            if (VersionChange.Enters(from, instance.State.State, into))
            {
                await mover.Arrive(to, After(instance, to, into), instance.Subject, been.GetValueOrDefault(instance.Id) ?? [], ct);
            }
            else if (into.HasPlan())
            {
                stay.Add((instance, into));
            }
        }

        foreach (var (instance, into) in stay)
        {
            await plans.Follow(connection, to, instance, After(instance, to, into), into, ct);
        }
    }

    private static ProcessState After(Instance instance, ProcessDefinition to, StateDefinition into) =>
        instance.State with { Version = to.Version, State = into.Key, Category = into.Category, Row = instance.State.Row + 1 };

    private async Task<List<Instance>> Held(MoveToVersion request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var filter = new SqlFilter().And("i.category = 'open'").And("i.key = ?", request.Key).And("i.definition_version = ?", request.From).And("i.id = ?", request.Only).Seen(call.Actor);
        var ids = await connection.Query($"select i.id from processes.instance i where {filter.Sql}", r => r.GetGuid(0), filter.Values, ct);
        return ids.Count == 0 && request.Only is { } only
            ? throw new NotFoundException("process", only)
            : await Instances.OnVersion(connection, request.Key, request.From, [.. ids], ids.Count, ct);
    }

    private void Write(List<Instance> instances, ProcessDefinition from, ProcessDefinition to, MoveToVersion request, string reason)
    {
        if (instances.Count == 0)
        {
            return;
        }

        var into = instances.ConvertAll(i => VersionChange.Target(to, i.State.State, request.States)!);
        var entered = instances.ConvertAll(i => clock.DateOf(i.ChangedAt));
        var ids = instances.Select(i => i.Id).ToArray();
        unit.Write(
            """
            update processes.instance i set definition_version = $2, roles = $3, state = m.state, category = m.category, deadline_on = m.deadline_on, version = case when i.version = m.row then i.version + 1 end,
              round = case when m.enters then i.version + 1 else i.round end
            from unnest($1::uuid[], $4::text[], $5::text[], $6::date[], $7::int[], $8::bool[]) as m(id, state, category, deadline_on, row, enters) where i.id = m.id
            """,
            ids, to.Version, to.HouseRoles(), into.Select(s => s.Key).ToArray(), into.Select(s => Mover.Word(s.Category)).ToArray(),
            into.Select((s, n) => StateClock.Deadline(s, entered[n], workingDays)).ToArray(), instances.Select(i => i.State.Row).ToArray(),
            instances.Select((i, n) => VersionChange.Enters(from, i.State.State, into[n])).ToArray());
        var timers = instances.SelectMany((i, n) => StateClock.Timers(into[n], entered[n], i.Subject.Values, workingDays).Select(t => (i.Id, t.Place, t.Then, t.On))).ToList();
        unit.Write("delete from processes.timer where instance_id = any($1)", ids);
        unit.Write(
            "insert into processes.timer(instance_id, place, trigger, due_on) select * from unnest($1::uuid[], $2::int[], $3::text[], $4::date[])",
            timers.Select(t => t.Id).ToArray(), timers.Select(t => t.Place).ToArray(), timers.Select(t => t.Then).ToArray(), timers.Select(t => t.On).ToArray());
        unit.Write(
            """
            insert into processes.step(id, instance_id, at, from_state, to_state, trigger, actor_id, actor_name, note)
            select s.id, s.instance_id, $5, s.from_state, s.to_state, 'moved', $6, $7, $8 from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as s(id, instance_id, from_state, to_state)
            """,
            ids.Select(_ => Ids.New(clock.Now)).ToArray(), ids, instances.Select(i => i.State.State).ToArray(), into.Select(s => s.Key).ToArray(), clock.Now, call.Actor.UserId, call.Actor.Name, reason);
        unit.Audit([.. instances.Select((i, n) => new AuditDraft(
            "processes.versioned", "process", i.Id, i.Subject.ClientId, new { i.State.Version, i.State.State }, new { to.Version, State = into[n].Key, Reason = reason }))]);
        unit.Touch(instances.Select(i => i.Subject.ClientId).OfType<Guid>());
    }
}
