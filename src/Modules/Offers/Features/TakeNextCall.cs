using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Data;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Grains;
using CrossSell.Offers.Messages;
using CrossSell.Worklist.Messages;

namespace CrossSell.Offers.Features;

/// <summary>Offers the waiting calls to their clients' grains, in the order of Today, until one takes it: a grain gives a client to one person at a time, and only while the client may be called.</summary>
internal sealed class TakeNextCallHandler(Database database, LiveClients live, CallContext call, IPeople people, BusinessClock clock, WorkingDays workingDays) : IQueryHandler<TakeNextCall, NextCall>
{
    private const int MostSaid = 5;

    public async Task<NextCall> Handle(TakeNextCall request, CancellationToken ct)
    {
        var caller = Caller.Of(call, clock.Now);
        if (request.Aside is { } aside)
        {
            await live.Of(aside).PutAside(caller);
        }

        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var waiting = await CallQueue.Waiting(connection, await Whose(request, ct), clock, ct);
        var policy = await ContactPolicySql.Read(connection, ct);
        return new NextCall(waiting.Count, policy.QuietUntil(clock.Now, clock, workingDays), await Take(waiting, request.Stay, caller));
    }

    private async Task<CallBrief?> Take(IReadOnlyList<WaitingCall> waiting, Guid? stay, Caller caller)
    {
        var busy = new HashSet<Guid>();
        foreach (var next in waiting.OrderByDescending(w => w.ClientId == stay).Where(w => !busy.Contains(w.ClientId)))
        {
            var taken = await live.Of(next.ClientId).TakeCall(next.OfferId, caller);
            if (taken.Card is { } card)
            {
                return Brief(next, card);
            }

            if (taken.Busy)
            {
                busy.Add(next.ClientId);
            }
        }

        return null;
    }

    private static CallBrief Brief(WaitingCall call, ClientCard card)
    {
        var said = card.OpenOffers.Concat(card.PastOffers)
            .SelectMany(o => o.Attempts.Select(a => new SaidBefore(o.Product, o.Variant, a)))
            .OrderByDescending(s => s.Attempt.At).ToList();
        return new CallBrief(
            call.TaskId, call.Title, call.DueOn, call.DueAt, card.OpenOffers.FirstOrDefault(o => o.Id == call.OfferId), card,
            [.. said.Take(MostSaid)], [.. said.Where(s => s.Attempt.Outcome == Sdk.Outcome.Rejected)]);
    }

    private async Task<CallQueue.Owner> Whose(TakeNextCall request, CancellationToken ct)
    {
        var actor = call.Actor;
        if (request.Advisor is { Length: > 0 } email)
        {
            var advisor = await people.Advisor(email, ct);
            return advisor == actor.UserId || actor.Scope.Allows(advisor)
                ? new CallQueue.Owner(actor, advisor, request.Queue ?? WorkQueue.Mine)
                : throw new InvalidInputException("advisor", "unknownAdvisor", $"There is no advisor {email}.");
        }

        return new CallQueue.Owner(actor, actor.UserId, request.Queue);
    }
}
