using CrossSell.Access.Data;
using CrossSell.Access.Domain;
using CrossSell.Access.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Access.Features;

internal sealed class MakeCalendarAddressHandler(IUnitOfWork unit, CallContext call, ActorCache actors, BusinessClock clock) : ICommandHandler<MakeCalendarAddress, string>
{
    public async Task<string> Handle(MakeCalendarAddress request, CancellationToken ct)
    {
        var me = call.Actor.UserId ?? throw new NotAllowedException("error.notAllowed", "Only a person has a calendar.");
        var access = await unit.Context<AccessDb>(ct);
        var token = Secret.New("cal_");
        var known = await access.Set<CalendarAddress>().FirstOrDefaultAsync(a => a.UserId == me, ct);
        if (known is null)
        {
            access.Add(new CalendarAddress { UserId = me, Hash = Secret.Hash(token), CreatedAt = clock.Now });
        }
        else
        {
            known.Hash = Secret.Hash(token);
            known.CreatedAt = clock.Now;
        }

        actors.Forget();
        unit.Audit(new AuditDraft(known is null ? "access.calendarMade" : "access.calendarRenewed", "user", me, null, null, null));
        return token;
    }
}

internal sealed class RevokeCalendarAddressHandler(IUnitOfWork unit, CallContext call, ActorCache actors) : ICommandHandler<RevokeCalendarAddress, Done>
{
    public async Task<Done> Handle(RevokeCalendarAddress request, CancellationToken ct)
    {
        var access = await unit.Context<AccessDb>(ct);
        if (call.Actor.UserId is { } me && await access.Set<CalendarAddress>().FirstOrDefaultAsync(a => a.UserId == me, ct) is { } known)
        {
            access.Remove(known);
            actors.Forget();
            unit.Audit(new AuditDraft("access.calendarRevoked", "user", me, null, null, null));
        }

        return Done.Instance;
    }
}

internal sealed class CalendarAddressSinceHandler(Database database, CallContext call) : IQueryHandler<CalendarAddressSince, DateTimeOffset?>
{
    public async Task<DateTimeOffset?> Handle(CalendarAddressSince request, CancellationToken ct) =>
        await database.Single("select max(created_at) from access.calendar_address where user_id = $1", r => r.Maybe<DateTimeOffset>(0), [call.Actor.UserId], ct);
}

internal sealed class ResolveCalendarHandler(ActorCache actors) : IQueryHandler<ResolveCalendar, Actor?>
{
    public async Task<Actor?> Handle(ResolveCalendar request, CancellationToken ct)
    {
        var hash = Secret.Hash(request.Token);
        var known = await actors.Get("cal" + Convert.ToHexString(hash), "join access.calendar_address k on k.user_id = u.id where k.hash = $1", [hash], ct);
        return known is null ? null : known.Actor with { Cause = "calendar", Permissions = known.Actor.Permissions & Permission.WorkOffers };
    }
}
