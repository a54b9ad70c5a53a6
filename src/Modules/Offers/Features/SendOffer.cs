using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Mail.Messages;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Grains;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using FluentValidation;

namespace CrossSell.Offers.Features;

internal sealed class SendOfferValidator : AbstractValidator<SendOffer>
{
    public SendOfferValidator() => RuleFor(c => c.Channel).Must(c => c == "email").WithErrorCode("unknownChannel").WithMessage("An offer is sent by email.");
}

internal sealed class SendOfferHandler(OfferClients offers, LiveClients live, CallContext call, BusinessClock clock) : ICommandHandler<SendOffer, OfferSent>
{
    public async Task<OfferSent> Handle(SendOffer request, CancellationToken ct) =>
        await live.Of(await offers.ClientOf(request.OfferId, ct)).Send(request, Caller.Of(call, clock.Now));
}

/// <summary>Whether an offer may be mailed now: the contact policy, said as the reason why not.</summary>
internal static class MailRules
{
    public static OfferView Demand(ClientLive live, Guid offerId, BusinessClock clock, WorkingDays workingDays)
    {
        var offer = live.Offers.FirstOrDefault(o => o.Id == offerId) ?? throw new NotFoundException("offer", offerId);
        if (offer.Status != OfferStatus.Open)
        {
            throw new ConflictException("error.offerClosed", $"This offer is no longer open: it was {offer.Status.ToString().ToLowerInvariant()}.", ("status", offer.Status), ("by", offer.Attempts.LastOrDefault()?.By), ("at", offer.ClosedAt));
        }

        if (ContactRules.Against(live, offer, clock.DateOf, clock.Today) is { } block)
        {
            throw Refusal(block, live);
        }

        if (ContactRules.IsForbidden(live.Client.Granted, offer.Purpose, ContactChannel.Email))
        {
            throw new RuleBrokenException("error.noEmailConsent", "The client has given no consent to be approached by e-mail about this.");
        }

        if (live.Client.Email is null)
        {
            throw new RuleBrokenException("error.clientNoEmail", $"{live.Client.Name} has no e-mail address.", ("client", live.Client.Name));
        }

        if (live.Policy.QuietUntil(clock.Now, clock, workingDays) is { } until)
        {
            throw new RuleBrokenException("error.quietHours", $"These are quiet hours: clients are not approached before {until:u}.", ("until", until));
        }

        return live.Mailed.FirstOrDefault(m => m.OfferId == offerId && clock.DateOf(m.At) == clock.Today) is { } sent
            ? throw new ConflictException("error.mailedToday", $"This offer was mailed today at {sent.At:u}.", ("at", sent.At))
            : offer;
    }

    private static RuleBrokenException Refusal(ContactBlock block, ClientLive live) => block.Code switch
    {
        "doNotContact" => new RuleBrokenException("error.doNotContact", "The client wants no approach."),
        "noMarketing" => new RuleBrokenException("error.noMarketing", "The client may be approached about what they hold here, not to sell something."),
        "wrongContact" => new RuleBrokenException("error.contactWrong", "The client's contact data turned out wrong and are being corrected.", ("since", live.PausedSince)),
        "weekFull" => new RuleBrokenException("error.weekFull", $"The client was approached often enough this week; again from {block.Until:yyyy-MM-dd}.", ("until", block.Until)),
        _ => new RuleBrokenException("error.noConsent", "The client has given no consent to be approached."),
    };
}
