using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Grains;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using CrossSell.Worklist.Messages;
using FluentValidation;

namespace CrossSell.Offers.Features;

internal sealed class RecordOutcomeValidator : AbstractValidator<RecordOutcome>
{
    private static readonly string[] Channels = ["phone", "email", "meeting", "post"];

    public RecordOutcomeValidator(BusinessClock clock)
    {
        RuleFor(c => c.Outcome).IsInEnum().WithErrorCode("unknownOutcome");
        RuleFor(c => c.Reason).MaximumLength(60).WithErrorCode("tooLong");
        RuleFor(c => c.Note).MaximumLength(2000).WithErrorCode("tooLong");
        RuleFor(c => c.Channel).Must(c => c is null || Channels.Contains(c)).WithErrorCode("unknownChannel").WithMessage("The channel must be phone, email, meeting or post.");
        RuleFor(c => c.At).Must(at => at is null || at <= clock.Now.AddMinutes(5)).WithErrorCode("inFuture").WithMessage("The contact can't be in the future.");
        RuleFor(c => c.CallBackAt).Must(at => at is null || at > clock.Now).WithErrorCode("inPast").WithMessage("The time to call back must be in the future.");
        RuleFor(c => c.CallBackAt).Must((c, at) => at is null || c.Outcome is Outcome.CallBack or Outcome.Thinking).WithErrorCode("notHere").WithMessage("A time to come back goes with the outcomes callBack and thinking.");
    }
}

internal sealed class RecordOutcomeHandler(OfferClients offers, LiveClients live, CallContext call, BusinessClock clock) : ICommandHandler<RecordOutcome, OutcomeAnswer>
{
    public async Task<OutcomeAnswer> Handle(RecordOutcome request, CancellationToken ct) =>
        await live.Of(await offers.ClientOf(request.OfferId, ct)).Record(request, Caller.Of(call, clock.Now));
}

internal sealed class UndoOutcomeHandler(OfferClients offers, LiveClients live, CallContext call, BusinessClock clock) : ICommandHandler<UndoOutcome, OutcomeUndone>
{
    public async Task<OutcomeUndone> Handle(UndoOutcome request, CancellationToken ct) =>
        await live.Of(await offers.ClientOf(request.OfferId, ct)).Undo(request, Caller.Of(call, clock.Now));
}

internal sealed class CorrectOutcomeValidator : AbstractValidator<CorrectOutcome>
{
    public CorrectOutcomeValidator(BusinessClock clock)
    {
        RuleFor(c => c.Outcome).IsInEnum().WithErrorCode("unknownOutcome");
        RuleFor(c => c.Why).NotEmpty().WithErrorCode("required").MaximumLength(500).WithErrorCode("tooLong");
        RuleFor(c => c.Reason).MaximumLength(60).WithErrorCode("tooLong");
        RuleFor(c => c.Note).MaximumLength(2000).WithErrorCode("tooLong");
        RuleFor(c => c.CallBackAt).Must(at => at is null || at > clock.Now).WithErrorCode("inPast").WithMessage("The time to call back must be in the future.");
        RuleFor(c => c.CallBackAt).Must((c, at) => at is null || c.Outcome is Outcome.CallBack or Outcome.Thinking).WithErrorCode("notHere").WithMessage("A time to come back goes with the outcomes callBack and thinking.");
    }
}

internal sealed class CorrectOutcomeHandler(OfferClients offers, LiveClients live, CallContext call, BusinessClock clock) : ICommandHandler<CorrectOutcome, OutcomeAnswer>
{
    public async Task<OutcomeAnswer> Handle(CorrectOutcome request, CancellationToken ct) =>
        await live.Of(await offers.ClientOf(request.OfferId, ct)).Correct(request, Caller.Of(call, clock.Now));
}

internal sealed class OpenOfferHandler(LiveClients live, CallContext call, BusinessClock clock) : ICommandHandler<OpenOffer, OfferView>
{
    public Task<OfferView> Handle(OpenOffer request, CancellationToken ct) => live.Of(request.ClientId).Open(request, Caller.Of(call, clock.Now));
}

internal sealed class WithdrawOfferHandler(OfferClients offers, LiveClients live, CallContext call, BusinessClock clock) : ICommandHandler<WithdrawOffer, OfferView>
{
    public async Task<OfferView> Handle(WithdrawOffer request, CancellationToken ct) =>
        await live.Of(await offers.ClientOf(request.OfferId, ct)).Withdraw(request, Caller.Of(call, clock.Now));
}

internal sealed class GetCardHandler(LiveClients live, CallContext call, BusinessClock clock) : IQueryHandler<GetCard, ClientCard>
{
    public Task<ClientCard> Handle(GetCard request, CancellationToken ct) => live.Of(request.ClientId).Card(Caller.Of(call, clock.Now));
}

internal sealed class HoldLineHandler(LiveClients live, CallContext call, BusinessClock clock) : IQueryHandler<HoldLine, IReadOnlyList<OnTheLine>>
{
    public async Task<IReadOnlyList<OnTheLine>> Handle(HoldLine request, CancellationToken ct) => await live.Of(request.ClientId).Hold(request.Open, Caller.Of(call, clock.Now));
}

/// <summary>The one place that knows the grain factory.</summary>
internal sealed class LiveClients(IGrainFactory grains)
{
    public IClientGrain Of(Guid client) => grains.GetGrain<IClientGrain>(client);
}

/// <summary>Whose an offer is; it never changes, so it is remembered.</summary>
internal sealed class OfferClients(Database database)
{
    private const int Most = 100_000;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<Guid, Guid> _known = new();

    public async Task<Guid> ClientOf(Guid offerId, CancellationToken ct)
    {
        if (_known.TryGetValue(offerId, out var client))
        {
            return client;
        }

        var found = await database.Query("select client_id from offers.offer where id = $1", r => r.GetGuid(0), [offerId], ct);
        if (found.Count == 0)
        {
            throw new NotFoundException("offer", offerId);
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        return _known[offerId] = found[0];
    }
}
