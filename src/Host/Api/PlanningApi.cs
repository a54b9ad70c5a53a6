using CrossSell.Access.Messages;
using CrossSell.Host.Security;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Worklist.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

/// <summary>Who can do how much when, what does not fit, the load ahead, the calendar's address.</summary>
internal static class PlanningApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var planning = api.MapGroup(string.Empty).WithTags("Planning");
        planning.MapGet("/people/{email}/capacity", Get).Permit(Permission.WorkOffers).WithSummary("How many clients a person can call on each weekday, and their leave");
        planning.MapPut("/people/{email}/capacity", Put).Permit(Permission.WorkOffers).WithSummary("Sets it and plans untouched calls anew; dryRun only says which would move");
        planning.MapPost("/people/{email}/leave", AddLeave).Permit(Permission.WorkOffers).WithSummary("Adds days away and plans untouched calls anew");
        planning.MapDelete("/leave/{id:guid}", RemoveLeave).Permit(Permission.WorkOffers).WithSummary("Removes days away and plans untouched calls anew");
        planning.MapGet("/planning", Planning).Permit(Permission.PlanTeam).WithSummary("What can't be met, by advisor and week, with the reason and who has room");
        planning.MapGet("/insights/workload", Workload).Permit(Permission.WorkOffers).WithTags("Insights").WithSummary("Calls planned and expected in the weeks to come, by advisor");
        planning.MapPost("/calendar", MakeCalendar).Permit(Permission.OwnAccount).WithTags("Worklist").WithSummary("Makes the secret address of one's calendar, or another in its place; shown once");
        planning.MapDelete("/calendar", RevokeCalendar).Permit(Permission.OwnAccount).WithTags("Worklist").WithSummary("Takes the calendar's address back");
    }

    private static Task<Availability> Get(string email, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new GetAvailability(email), ct);

    private static Task<Replanned> Put(string email, CapacityBody body, IDispatcher dispatcher, CancellationToken ct) =>
        dispatcher.Send(new SetCapacity(email, body.Calls ?? [], body.DryRun ?? false), ct);

    private static Task<Replanned> AddLeave(string email, LeaveBody body, IDispatcher dispatcher, CancellationToken ct) =>
        dispatcher.Send(new AddLeave(email, Body.Required(body.First, "first"), Body.Required(body.Last, "last"), body.Note, body.DryRun ?? false), ct);

    private static Task<Replanned> RemoveLeave(Guid id, bool? dryRun, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Send(new RemoveLeave(id, dryRun ?? false), ct);

    private static Task<Planning> Planning(int? weeks, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new GetPlanning(weeks ?? 13), ct);

    private static Task<Workload> Workload(int? weeks, string? advisor, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new GetWorkload(weeks ?? 13, advisor), ct);

    /// <summary>No idempotency key: what it would keep is the secret.</summary>
    private static async Task<CalendarBody> MakeCalendar(HttpContext http, IDispatcher dispatcher, CallContext call, CancellationToken ct)
    {
        call.IdempotencyKey = null;
        http.Response.Headers.CacheControl = "no-store";
        return new CalendarBody(CalendarFeed.Address(http.Request, await dispatcher.Send(new MakeCalendarAddress(), ct)));
    }

    private static async Task<NoContent> RevokeCalendar(IDispatcher dispatcher, CancellationToken ct)
    {
        await dispatcher.Send(new RevokeCalendarAddress(), ct);
        return TypedResults.NoContent();
    }
}

/// <param name="Calls">Seven numbers, Monday to Sunday.</param>
internal sealed record CapacityBody(IReadOnlyList<int>? Calls, bool? DryRun);

/// <param name="First">First and <paramref name="Last"/> day away.</param>
internal sealed record LeaveBody(DateOnly? First, DateOnly? Last, string? Note, bool? DryRun);

/// <param name="Address">The calendar's address; whoever knows it reads the calendar.</param>
internal sealed record CalendarBody(string Address);
