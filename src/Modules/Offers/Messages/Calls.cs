using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Worklist.Messages;

namespace CrossSell.Offers.Messages;

/// <summary>Call mode: the next client to call, who is the caller's alone from now on, until the outcome, the next client, or 45 seconds without a word (<see cref="HoldLine"/>).</summary>
/// <param name="Queue">One's own calls, or those that wait for whoever of the team or the role is free; none means one's own and the role's.</param>
/// <param name="Advisor">E-mail address of a colleague in scope whose calls are worked instead.</param>
/// <param name="Stay">The client spoken to now: their other due calls come first.</param>
/// <param name="Aside">The client to put aside for half an hour.</param>
[Needs(Permission.WorkOffers)]
public sealed record TakeNextCall(WorkQueue? Queue, string? Advisor, Guid? Stay, Guid? Aside) : IQuery<NextCall>;

/// <param name="Waiting">Calls due now, this one included, at most 200 counted.</param>
/// <param name="QuietUntil">When the quiet hours end, in which one may prepare and record but not call; none outside of them.</param>
/// <param name="Call">Nothing when nobody is left to call now.</param>
public sealed record NextCall(int Waiting, DateTimeOffset? QuietUntil, CallBrief? Call);

/// <summary>All one needs before the call.</summary>
/// <param name="Offer">What to offer and why; none for a call that a person planned.</param>
/// <param name="Said">The last contacts, newest first, whatever they were about.</param>
/// <param name="Objections">The refusals so far, newest first.</param>
public sealed record CallBrief(
    Guid TaskId,
    string Title,
    DateOnly DueOn,
    DateTimeOffset? DueAt,
    OfferView? Offer,
    ClientCard Card,
    IReadOnlyList<SaidBefore> Said,
    IReadOnlyList<SaidBefore> Objections);

/// <param name="Product">What it was about, <c>line/code</c>.</param>
public sealed record SaidBefore(string Product, string? Variant, ContactAttempt Attempt);
