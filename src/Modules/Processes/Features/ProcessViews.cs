using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Time;
using CrossSell.Processes.Data;
using CrossSell.Processes.Domain;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using Npgsql;

namespace CrossSell.Processes.Features;

/// <summary>What a person sees of an instance: where it stands, how it got there, what can be done, by whom, and what is missing.</summary>
internal sealed class ProcessViews(Definitions definitions, Players players, JumpDesk jumps, CallContext call, IClientDirectory clients, WorkingDays workingDays, BusinessClock clock)
{
    public async Task<ProcessView> Read(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        var instance = await Instances.Visible(connection, id, call.Actor, ct);
        var (state, subject) = (instance.State, instance.Subject);
        var definition = await definitions.Get(state.Key, state.Version, ct);
        var at = definition.State(state.State);
        var language = call.Actor.Language;
        var facts = await Facts(connection, instance, ct);
        var steps = await Steps(connection, id, ct);
        var ways = await Ways(definition, instance, facts, ct);
        var starter = subject.StarterId is { } who ? new Part(who, null) : null;
        return new ProcessView(
            id, state.Key, state.Version, definition.Name.In(language), at.Key, at.Name.In(language), Mover.Word(state.Category), subject.ClientId, subject.OfferId,
            [.. definition.ChosenBy(at.Key, Player.Of(call.Actor, subject), subject.Values).Select(t => new ProcessTransition(t.Name.In(language), t.On, t.By))],
            steps)
        {
            Title = subject.Title,
            ClientName = subject.ClientId is { } client ? (await clients.Names([client], ct)).GetValueOrDefault(client) : null,
            StarterId = subject.StarterId,
            Starter = starter is null ? null : (await players.Names([starter], ct))[starter],
            Row = state.Row,
            NewestVersion = (await definitions.NewestOf(state.Key, ct)).Version,
            StartedAt = steps.Count > 0 ? steps[0].At : instance.ChangedAt,
            DeadlineOn = instance.DeadlineOn,
            Timers = await connection.Query("select trigger, due_on from processes.timer where instance_id = $1 order by due_on, place", r => new ProcessTimer(r.GetString(0), r.GetFieldValue<DateOnly>(1)), [id], ct),
            Ways = ways,
            Values = [.. definition.Fields.Select(f => new ProcessValue(f.Name, f.Type, f.Label.In(language), Shown(f, subject.Values?.GetValueOrDefault(f.Name), language)))],
            Tasks = await Tasks(connection, definition, instance, at, ct),
            Jumps = call.Actor.May(Permission.DirectProcesses) ? [.. (await jumps.Allowed(connection, definition, instance, ct)).Select(s => new ProcessJump(s.Key, s.Name.In(language)))] : [],
        };
    }

    /// <summary>What a transition's requirements are held against.</summary>
    public async Task<Facts> Facts(NpgsqlConnection connection, Instance instance, CancellationToken ct)
    {
        var documents = await connection.Query("select distinct status from documents.pub_document where process_id = $1", r => r.GetString(0), [instance.Id], ct);
        var open = await connection.Query("select count(*)::int from worklist.pub_task where process_id = $1 and status = 'open' and kind <> 'escalation'", r => r.GetInt32(0), [instance.Id], ct);
        var waiting = await connection.Query("select count(*)::int from processes.planned_task where instance_id = $1 and round = $2 and done_on is null and task_id is null", r => r.GetInt32(0), [instance.Id, instance.Round], ct);
        return new Facts(documents.ToHashSet(), open[0] + waiting[0], instance.Subject.Values, Player.Of(call.Actor, instance.Subject).IsStarter, false);
    }

    private static string? Shown(FieldDefinition field, string? value, string language) =>
        value is not null && field.Type == FieldType.Choice ? field.Choices.FirstOrDefault(c => c.Code == value)?.Name.In(language) ?? value : value;

    private static Task<List<ProcessStep>> Steps(NpgsqlConnection connection, Guid id, CancellationToken ct) => connection.Query(
        "select at, from_state, to_state, trigger, actor_name, note from processes.step where instance_id = $1 order by at, id",
        r => new ProcessStep(r.GetFieldValue<DateTimeOffset>(0), r.MaybeText(1), r.GetString(2), r.GetString(3), r.GetString(4), r.MaybeText(5)),
        [id],
        ct);

    private async Task<IReadOnlyList<ProcessWay>> Ways(ProcessDefinition definition, Instance instance, Facts facts, CancellationToken ct)
    {
        var language = call.Actor.Language;
        var player = Player.Of(call.Actor, instance.Subject);
        var ways = new List<(TransitionDefinition Way, Part? Part)>();
        foreach (var way in definition.Transitions.Where(t => t.From == instance.State.State && t.Limit.Keeps(instance.Subject.Values)))
        {
            ways.Add((way, way.By is null ? null : await players.Of(definition, way.By, instance.Subject, ct)));
        }

        var names = await players.Names([.. ways.Select(w => w.Part).OfType<Part>()], ct);
        return [.. ways.Select(w => new ProcessWay(
            w.Way.Name.In(language), w.Way.On, w.Way.By, w.Part is null ? null : names[w.Part], w.Way.To, definition.State(w.Way.To).Name.In(language),
            w.Way.By is { } by && player.Plays(definition, by), w.Way.Requires, w.Way.By is null ? [] : Requirements.Unmet(w.Way, facts)))];
    }

    private async Task<IReadOnlyList<ProcessTask>> Tasks(NpgsqlConnection connection, ProcessDefinition definition, Instance instance, StateDefinition state, CancellationToken ct)
    {
        var rows = await connection.Query(
            "select key, planned_from, planned_until, task_id, done_on, done_by from processes.planned_task where instance_id = $1 and round = $2",
            r => new PlannedRow(r.GetString(0), r.GetFieldValue<DateOnly>(1), r.GetFieldValue<DateOnly>(2), r.Maybe<Guid>(3), r.Maybe<DateOnly>(4), r.MaybeText(5)),
            [instance.Id, instance.Round],
            ct);
        var planned = rows.ToDictionary(r => r.Key);
        var done = rows.Where(r => r.DoneOn is not null).ToDictionary(r => r.Key, r => r.DoneOn!.Value);
        var parts = new Dictionary<string, Part>();
        foreach (var action in state.Enter.Where(a => a.Key is not null && planned.ContainsKey(a.Key)))
        {
            parts[action.Key!] = await players.Of(definition, action.Role, instance.Subject, ct);
        }

        var open = await Open(connection, instance.Id, ct);
        foreach (var (key, held) in rows.Where(r => r.TaskId is not null).Select(r => (r.Key, Held: open.FirstOrDefault(o => o.Id == r.TaskId))).Where(r => r.Held is not null && parts.ContainsKey(r.Key)))
        {
            parts[key] = held!.Who;
        }

        var names = await players.Names([.. parts.Values, .. open.Select(o => o.Who)], ct);
        var forecast = TaskForecast.Of(state, rows.ToDictionary(r => r.Key, r => (r.From, r.Until)), rows.Where(r => r.TaskId is not null).Select(r => r.Key).ToHashSet(), done, clock.Today, workingDays);
        return
        [
            .. state.Enter.Where(a => a.Key is not null && planned.ContainsKey(a.Key)).Select(a => new ProcessTask(
                a.Key, a.Title!.In(call.Actor.Language), names[parts[a.Key!]], a.After, forecast[a.Key!].From, forecast[a.Key!].Until,
                planned[a.Key!] switch { { DoneOn: not null } => "done", { TaskId: not null } => "open", _ => "waiting" }, planned[a.Key!].DoneOn, planned[a.Key!].DoneBy, planned[a.Key!].TaskId)),
            .. open.Where(o => rows.All(r => r.TaskId != o.Id)).Select(o => new ProcessTask(null, o.Title.In(call.Actor.Language), names[o.Who], [], clock.DateOf(o.From), o.DueOn, "open", null, null, o.Id)),
        ];
    }

    /// <summary>The open tasks of an instance with who holds them now: a person, or a queue.</summary>
    private static Task<List<OpenTask>> Open(NpgsqlConnection connection, Guid id, CancellationToken ct) => connection.Query(
        "select id, title_hu, title_en, assignee_id, role, created_at, due_on from worklist.pub_task where process_id = $1 and status = 'open' order by due_on, id",
        r => new OpenTask(r.GetGuid(0), new Text(r.GetString(1), r.GetString(2)), new Part(r.Maybe<Guid>(3), r.Maybe<Guid>(3) is null ? r.MaybeText(4) ?? "advisor" : null), r.GetFieldValue<DateTimeOffset>(5), r.GetFieldValue<DateOnly>(6)),
        [id],
        ct);

    private sealed record OpenTask(Guid Id, Text Title, Part Who, DateTimeOffset From, DateOnly DueOn);

    private sealed record PlannedRow(string Key, DateOnly From, DateOnly Until, Guid? TaskId, DateOnly? DoneOn, string? DoneBy);
}
