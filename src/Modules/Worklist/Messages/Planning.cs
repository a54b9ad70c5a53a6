using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Worklist.Messages;

/// <summary>A call that needs a day within its window.</summary>
public sealed record CallToPlan(Guid Id, Guid AdvisorId, Guid ClientId, DateOnly From, DateOnly Until);

/// <summary>The day a call got.</summary>
/// <param name="Why">Nothing when it fits; else why it does not: <c>windowTooShort</c> (no working day in the window), <c>leave</c> (the advisor is away all through it), <c>capacity</c> (every day of it is full).</param>
public sealed record PlannedCall(Guid Id, DateOnly Day, string? Why);

/// <summary>Gives calls a day by their advisors' capacity, leave and load, earliest deadline first. Several calls for one client on one day are one call.</summary>
/// <param name="Beside">Calls given a day in the same transaction before, which the stored load does not show yet.</param>
[Needs(Permission.WorkOffers)]
public sealed record PlanCalls(IReadOnlyList<CallToPlan> Calls, DateOnly From, IReadOnlyList<TakenDay>? Beside = null) : IQuery<IReadOnlyDictionary<Guid, PlannedCall>>;

public sealed record TakenDay(Guid AdvisorId, Guid ClientId, DateOnly Day);

/// <summary>How many clients a person can call on each weekday, and when they are away.</summary>
/// <param name="Email">Oneself, or somebody of one's team for who plans the team; by default oneself.</param>
[Needs(Permission.WorkOffers)]
public sealed record GetAvailability(string? Email) : IQuery<Availability>;

/// <param name="Calls">Clients a day, Monday to Sunday.</param>
/// <param name="Own">False while the house's default counts.</param>
/// <param name="Leave">Present and future leave, earliest first.</param>
public sealed record Availability(Guid UserId, string Email, string Name, IReadOnlyList<int> Calls, bool Own, IReadOnlyList<LeaveView> Leave);

/// <param name="First">First and <paramref name="Last"/> last day away.</param>
public sealed record LeaveView(Guid Id, DateOnly First, DateOnly Last, string? Note);

/// <summary>Sets how many clients a person can call on each weekday and plans their untouched calls anew.</summary>
/// <param name="Calls">Seven numbers from 0 to 200, Monday to Sunday.</param>
/// <param name="DryRun">Only says which calls would move.</param>
[Needs(Permission.WorkOffers)]
public sealed record SetCapacity(string? Email, IReadOnlyList<int> Calls, bool DryRun) : ICommand<Replanned>;

/// <summary>Adds days away and plans the person's untouched calls anew.</summary>
[Needs(Permission.WorkOffers)]
public sealed record AddLeave(string? Email, DateOnly First, DateOnly Last, string? Note, bool DryRun) : ICommand<Replanned>;

/// <summary>Removes days away and plans the person's untouched calls anew.</summary>
[Needs(Permission.WorkOffers)]
public sealed record RemoveLeave(Guid LeaveId, bool DryRun) : ICommand<Replanned>;

/// <summary>What planning anew changed.</summary>
/// <param name="Short">Calls that do not fit, with the reason.</param>
public sealed record Replanned(Availability Availability, IReadOnlyList<MovedTask> Moved, IReadOnlyList<ShortCall> Short, bool DryRun);

/// <param name="Why">A reason of <see cref="PlannedCall"/>.</param>
public sealed record ShortCall(Guid TaskId, Guid? OfferId, Guid ClientId, string ClientName, string Title, Guid AdvisorId, DateOnly PlannedOn, DateOnly WindowUntil, string Why);

/// <summary>What can't be met in the weeks to come, by advisor and week, and who has room.</summary>
/// <param name="Weeks">1 to 26.</param>
[Needs(Permission.PlanTeam)]
public sealed record GetPlanning(int Weeks) : IQuery<Planning>;

/// <param name="Weeks">Every advisor in scope and week with calls or away days.</param>
public sealed record Planning(IReadOnlyList<PlanningWeek> Weeks);

/// <param name="Over">Clients above the capacity of their days, added up.</param>
/// <param name="Short">The calls that can't be met, with the reason.</param>
/// <param name="Room">Colleagues with room in the same week, most room first; those who may take the clients over.</param>
public sealed record PlanningWeek(
    Guid AdvisorId, string Advisor, string Email, DateOnly Monday, int Planned, int Capacity, int Over, int DaysAway, IReadOnlyList<ShortCall> Short, IReadOnlyList<RoomOfColleague> Room);

/// <param name="MaySee">Whether the colleague may see the clients already, so that tasks can be delegated at once.</param>
public sealed record RoomOfColleague(string Email, string Name, int Free, bool MaySee);

/// <summary>How many clients people can call on each day, less holidays and leave.</summary>
[Needs(Permission.WorkOffers)]
public sealed record CapacityOfDays(IReadOnlyList<Guid> People, DateOnly From, DateOnly Until) : IQuery<IReadOnlyList<DayCapacity>>;

public sealed record DayCapacity(Guid PersonId, DateOnly Day, int Calls);
