using CrossSell.Kernel.Audit;
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

/// <summary>An instance goes back to where it stood, as a step of its history. What a state did on entry that can't be taken back, or a person's own step since, keeps it where it is.</summary>
internal sealed class TakeBackProcessHandler(IUnitOfWork unit, Definitions definitions, Mover mover, BusinessClock clock, WorkingDays workingDays)
    : ICommandHandler<TakeBackProcess, ProcessState>
{
    private const string Trigger = "undone";

    public async Task<ProcessState> Handle(TakeBackProcess request, CancellationToken ct)
    {
        await unit.Flush(ct);
        var connection = await unit.Connection(ct);
        var instance = await Instances.Find(connection, request.To.Id, ct) ?? throw new NotFoundException("process", request.To.Id);
        var (now, subject) = (instance.State, instance.Subject);
        if (now.State == request.To.State)
        {
            return now;
        }

        var definition = await definitions.Get(now.Key, now.Version, ct);
        var steps = await Steps(connection, now.Id, ct);
        foreach (var step in steps.Where(s => s.At >= request.Since))
        {
            DemandReversible(definition.State(step.To), step, request.Late);
        }

        var back = definition.State(request.To.State);
        var entered = steps.LastOrDefault(s => s.At < request.Since && s.To == back.Key)?.At ?? clock.Now;
        var moved = now with { State = back.Key, Category = back.Category, Row = now.Row + 1 };
        unit.Write(
            """
            update processes.instance i set state = $2, category = $3, deadline_on = $4, changed_at = $5, version = case when version = $6 then version + 1 end,
              round = coalesce((select max(t.round) from processes.planned_task t where t.instance_id = i.id and t.round <= $7 and t.key = any($8)), i.version + 1)
            where id = $1
            """,
            now.Id, back.Key, Mover.Word(back.Category), back.Deadline is { } deadline ? workingDays.Add(clock.DateOf(entered), deadline.WorkingDays) : (DateOnly?)null, clock.Now, now.Row, request.To.Row,
            back.Enter.Select(a => a.Key).OfType<string>().ToArray());
        mover.Timers(now.Id, back, clock.DateOf(entered), subject.Values);
        mover.Step(now.Id, now.State, back.Key, Trigger, request.Note);
        unit.Audit(new AuditDraft("processes.moved", "process", now.Id, subject.ClientId, new { now.State }, new { State = back.Key, On = Trigger, request.Note }));
        return moved;
    }

    /// <summary>A contract that has joined the portfolio, a mail, another process: none of them can be unmade here, early or late.</summary>
    private static void DemandReversible(StateDefinition entered, Moved step, bool late)
    {
        if (entered.Enter.Any(a => a.Do is ProcessAction.AddContract or ProcessAction.Mail or ProcessAction.StartProcess))
        {
            throw new RuleBrokenException("error.undoProcess", $"The process went on to \"{entered.Name.En}\" at {step.At:u}, which can't be taken back.", ("state", entered.Name), ("at", step.At));
        }

        if (!late && step.ByPerson)
        {
            throw new RuleBrokenException("error.undoMoved", $"{step.By} has moved the process on to \"{entered.Name.En}\" at {step.At:u}.", ("by", step.By), ("state", entered.Name), ("at", step.At));
        }
    }

    private static Task<List<Moved>> Steps(NpgsqlConnection connection, Guid id, CancellationToken ct) => connection.Query(
        "select at, to_state, trigger, actor_name from processes.step where instance_id = $1 order by at, id",
        r => new Moved(r.GetFieldValue<DateTimeOffset>(0), r.GetString(1), r.GetString(2), r.GetString(3)),
        [id],
        ct);

    private sealed record Moved(DateTimeOffset At, string To, string On, string By)
    {
        /// <summary>Outcomes and documents move a process by themselves; every other word was chosen by a person or a deadline.</summary>
        public bool ByPerson => !On.StartsWith("document:", StringComparison.Ordinal) && On is not ("accepted" or "rejected" or "lapsed" or "withdrawn" or Trigger);
    }
}
