using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Domain;
using CrossSell.Worklist.Messages;
using FluentValidation;

namespace CrossSell.Worklist.Features.Planning;

internal sealed class SetCapacityValidator : AbstractValidator<SetCapacity>
{
    public SetCapacityValidator() =>
        RuleFor(c => c.Calls).Must(calls => calls.Count == 7 && calls.All(n => n is >= 0 and <= 200)).WithErrorCode("calls").WithMessage("Seven numbers from 0 to 200, Monday to Sunday.");
}

internal sealed class AddLeaveValidator : AbstractValidator<AddLeave>
{
    public AddLeaveValidator(BusinessClock clock)
    {
        RuleFor(l => l.Last).GreaterThanOrEqualTo(l => l.First).WithErrorCode("beforeFrom").WithMessage("The last day must be on or after the first.");
        RuleFor(l => l.Last).GreaterThanOrEqualTo(_ => clock.Today).WithErrorCode("inPast").WithMessage("The leave is over already.");
        RuleFor(l => l.Last).Must((l, last) => last.DayNumber - l.First.DayNumber <= 400).WithErrorCode("tooFar").WithMessage("At most 400 days at a time.");
        RuleFor(l => l.Note).MaximumLength(200).WithErrorCode("tooLong");
    }
}

/// <summary>Whose availability somebody may see and set: one's own; of people in scope, who plans the team.</summary>
internal sealed class AvailabilityOf(Database database, PlanningData data, IPeople people, CallContext call, BusinessClock clock)
{
    public async Task<Person> Person(string? email, CancellationToken ct)
    {
        var me = call.Actor.UserId;
        if (string.IsNullOrWhiteSpace(email))
        {
            return me is { } own ? (await people.ById([own], ct))[own] : throw new InvalidInputException("email", "required", "Required.");
        }

        var address = email.Trim().ToLowerInvariant();
        var person = (await people.ByEmail([address], ct)).GetValueOrDefault(address);
        return person is not null && (person.Id == me || (call.Actor.May(Permission.PlanTeam) && call.Actor.Scope.Allows(person.Id)))
            ? person
            : throw new NotFoundException("user", email);
    }

    public async Task<Person> OwnerOf(Guid leave, CancellationToken ct)
    {
        var owner = await database.Query("select user_id from worklist.leave where id = $1", r => r.GetGuid(0), [leave], ct);
        if (owner.Count == 0)
        {
            throw new NotFoundException("leave", leave);
        }

        var person = (await people.ById(owner, ct))[owner[0]];
        return person.Id == call.Actor.UserId || (call.Actor.May(Permission.PlanTeam) && call.Actor.Scope.Allows(person.Id)) ? person : throw new NotFoundException("leave", leave);
    }

    public async Task<Messages.Availability> Read(Person person, CancellationToken ct)
    {
        var own = (await database.Query("select calls from worklist.capacity where user_id = $1", r => r.GetFieldValue<int[]>(0), [person.Id], ct)).FirstOrDefault();
        var leave = await database.Query(
            "select id, first_on, last_on, note from worklist.leave where user_id = $1 and last_on >= $2 order by first_on, id",
            r => new LeaveView(r.GetGuid(0), r.GetFieldValue<DateOnly>(1), r.GetFieldValue<DateOnly>(2), r.MaybeText(3)),
            [person.Id, clock.Today],
            ct);
        return new Messages.Availability(person.Id, person.Email, person.Name, own ?? Workdays.Default(data.CallsPerDay), own is not null, leave);
    }
}

internal sealed class GetAvailabilityHandler(AvailabilityOf availability) : IQueryHandler<GetAvailability, Messages.Availability>
{
    public async Task<Messages.Availability> Handle(GetAvailability request, CancellationToken ct) => await availability.Read(await availability.Person(request.Email, ct), ct);
}

internal sealed class SetCapacityHandler(IUnitOfWork unit, AvailabilityOf availability, Replanner replanner, BusinessClock clock) : ICommandHandler<SetCapacity, Replanned>
{
    public async Task<Replanned> Handle(SetCapacity request, CancellationToken ct)
    {
        var before = await availability.Read(await availability.Person(request.Email, ct), ct);
        var after = before with { Calls = [.. request.Calls], Own = true };
        if (!request.DryRun)
        {
            unit.Write(
                "insert into worklist.capacity(user_id, calls, changed_at) values ($1, $2, $3) on conflict (user_id) do update set calls = $2, changed_at = $3",
                after.UserId, after.Calls.ToArray(), clock.Now);
            unit.Audit(new AuditDraft("worklist.capacitySet", "user", after.UserId, null, new { before.Calls }, new { after.Calls, after.Name }));
        }

        return await replanner.Replan(after, request.DryRun, ct);
    }
}

internal sealed class AddLeaveHandler(IUnitOfWork unit, AvailabilityOf availability, Replanner replanner, BusinessClock clock) : ICommandHandler<AddLeave, Replanned>
{
    public async Task<Replanned> Handle(AddLeave request, CancellationToken ct)
    {
        var before = await availability.Read(await availability.Person(request.Email, ct), ct);
        if (before.Leave.FirstOrDefault(l => l.First <= request.Last && request.First <= l.Last) is { } known)
        {
            throw new InvalidInputException([new FieldFault("first", "overlaps", $"Overlaps the leave from {known.First:yyyy-MM-dd} to {known.Last:yyyy-MM-dd}.", ("from", known.First), ("until", known.Last))]);
        }

        var leave = new LeaveView(Ids.New(clock.Now), request.First, request.Last, string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim());
        if (!request.DryRun)
        {
            unit.Write(
                "insert into worklist.leave(id, user_id, first_on, last_on, note, created_at) values ($1, $2, $3, $4, $5, $6)",
                leave.Id, before.UserId, leave.First, leave.Last, leave.Note, clock.Now);
            unit.Audit(new AuditDraft("worklist.leaveAdded", "user", before.UserId, null, null, new { before.Name, leave.First, leave.Last }));
        }

        return await replanner.Replan(before with { Leave = [.. before.Leave.Append(leave).OrderBy(l => l.First)] }, request.DryRun, ct);
    }
}

internal sealed class RemoveLeaveHandler(IUnitOfWork unit, AvailabilityOf availability, Replanner replanner) : ICommandHandler<RemoveLeave, Replanned>
{
    public async Task<Replanned> Handle(RemoveLeave request, CancellationToken ct)
    {
        var before = await availability.Read(await availability.OwnerOf(request.LeaveId, ct), ct);
        var leave = before.Leave.FirstOrDefault(l => l.Id == request.LeaveId) ?? throw new NotFoundException("leave", request.LeaveId);
        if (!request.DryRun)
        {
            unit.Write("delete from worklist.leave where id = $1", leave.Id);
            unit.Audit(new AuditDraft("worklist.leaveRemoved", "user", before.UserId, null, new { leave.First, leave.Last }, new { before.Name }));
        }

        return await replanner.Replan(before with { Leave = [.. before.Leave.Where(l => l.Id != leave.Id)] }, request.DryRun, ct);
    }
}

/// <summary>Plans the untouched calls of a person anew, as they will be available.</summary>
internal sealed class Replanner(PlanningData data, TaskMover mover, CallContext call, BusinessClock clock)
{
    public async Task<Replanned> Replan(Messages.Availability person, bool dryRun, CancellationToken ct)
    {
        var today = clock.Today;
        var days = await data.Workdays([person.UserId], today, ct, [.. person.Calls], [.. person.Leave.Select(l => new Away(person.UserId, l.First, l.Last))]);
        var all = await data.CallsOf([person.UserId], call.Actor.Language, ct);
        var free = all.Where(t => t.Untouched && t.DueOn >= today && t.WindowUntil >= today).ToDictionary(t => t.Id);
        var taken = all.Where(t => !free.ContainsKey(t.Id)).Select(t => new TakenDay(t.AdvisorId, t.ClientId, t.DueOn < today ? today : t.DueOn)).ToList();
        var planned = CallPlanner.PlanAnew(
            days, today, [.. free.Values.Select(t => (new CallToPlan(t.Id, t.AdvisorId, t.ClientId, t.WindowFrom ?? today, t.WindowUntil!.Value), t.DueOn))], taken);
        var moves = planned.Where(p => free[p.Id].DueOn != p.Day).Select(p => (Task: free[p.Id], To: p.Day)).ToList();
        if (!dryRun)
        {
            await mover.Move(moves, false, ct);
        }

        return new Replanned(
            person,
            [.. moves.OrderBy(m => m.To).Select(m => RescheduleTasksHandler.Moved(m.Task, m.To))],
            [.. planned.Where(p => p.Why is not null).Select(p => Short(free[p.Id], p))],
            dryRun);
    }

    private static ShortCall Short(PlannedTask t, PlannedCall p) => new(t.Id, t.OfferId, t.ClientId, t.ClientName, t.Title, t.AdvisorId, p.Day, t.WindowUntil!.Value, p.Why!);
}
