using CrossSell.Access.Messages;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Mail.Messages;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Grains;
using CrossSell.Offers.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using FluentValidation;

namespace CrossSell.Offers.Features;

/// <summary>Who acts by a link: the client, as far as their own offer goes; or the person of the house it was sent to, with their own rights.</summary>
internal sealed class LinkActor(Database database, IDispatcher dispatcher)
{
    public async Task<Actor?> Of(AnswerAsked asked, CancellationToken ct)
    {
        var cause = $"link:{asked.MailId}";
        if (asked.UserId is { } user)
        {
            return await dispatcher.Ask(new ResolvePerson(user, cause), ct);
        }

        var client = await database.Query("select advisor_id, language from clients.pub_client where id = $1", r => (Advisor: r.GetGuid(0), Language: r.GetString(1)), [asked.ClientId], ct);
        return client is [var own] ? new Actor(null, LinkAnswer.By, Role.System, Permission.WorkOffers | Permission.SeeClients | Permission.SeeCatalog, new ClientScope(false, [own.Advisor]), own.Language, cause) : null;
    }
}

internal sealed class GetAnswerPageHandler(IDispatcher dispatcher, LinkActor actors, IClientDirectory clients, IPeople people, CallContext call) : IQueryHandler<GetAnswerPage, AnswerPage>
{
    private static readonly string[] OfClients = ["price", "hasElsewhere", "notNeeded", "other"];

    public async Task<AnswerPage> Handle(GetAnswerPage request, CancellationToken ct)
    {
        var asked = await dispatcher.Ask(new ReadAnswerLink(request.Token), ct);
        if (asked.State == LinkState.Forged || await actors.Of(asked, ct) is not { } actor)
        {
            return new AnswerPage("forged", call.Actor.Language, null, [], null, null, null, null, null, null);
        }

        call.Actor = actor;
        return asked.OfferId is { } offer && asked.UserId is null ? await OfOffer(asked, offer, actor, ct) : await OfStep(asked, actor, ct);
    }

    private async Task<AnswerPage> OfOffer(AnswerAsked asked, Guid id, Actor actor, CancellationToken ct)
    {
        var offer = await dispatcher.Ask(new GetOffer(id), ct);
        var language = actor.Language;
        var product = (await dispatcher.Ask(new GetCatalog(), ct)).Known(offer.Product)?.Definition;
        var variant = OfferTask.VariantOf(product, offer.Variant);
        var price = OfferTask.PriceOf(offer, variant);
        var reasons = OutcomeReasons.Of(await dispatcher.Ask(new GetCatalog(), ct), offer.Product.Split('/')[0], Outcome.Rejected);
        return new AnswerPage(
            StateOf(asked, offer.Status == OfferStatus.Open), language, offer.ClientName, asked.Choices,
            new AnsweredOffer(
                product?.Name.In(language) ?? offer.Product, variant?.Name.In(language), OfferParts.SaidToClients(offer.Reason)?.In(language), price?.Amount, price?.Currency, price?.Period, offer.Terms?.Quote is not null,
                [.. (variant?.Covers ?? []).Select(c => c.Name.In(language))], [.. OfClients.Where(reasons.Contains)]),
            null, asked.Until, asked.Answer, asked.AnsweredAt, (await people.ById([offer.AdvisorId], ct)).GetValueOrDefault(offer.AdvisorId));
    }

    private async Task<AnswerPage> OfStep(AnswerAsked asked, Actor actor, CancellationToken ct)
    {
        var process = await dispatcher.Ask(new GetProcess(asked.ProcessId ?? Guid.Empty), ct);
        var open = asked.Choices.Where(c => process.Transitions.Any(t => t.On == c.Key)).ToList();
        var client = asked.ClientId is { } id ? (await clients.Names([id], ct)).GetValueOrDefault(id) : null;
        var language = actor.Language.Length == 0 ? "hu" : actor.Language;
        var answer = asked.Choices.FirstOrDefault(c => c.Key == asked.Answer)?.In(language) ?? asked.Answer;
        return new AnswerPage(
            StateOf(asked, open.Count > 0), language, actor.Name, open, null,
            new AnsweredStep(process.Name, process.Title, process.StateName, client, process.Starter, [.. process.Values.Where(v => v.Text is { Length: > 0 })]), asked.Until, answer, asked.AnsweredAt, null);
    }

    private static string StateOf(AnswerAsked asked, bool open) => asked.State switch
    {
        LinkState.Used => "used",
        _ when !open => "closed",
        LinkState.Expired => "expired",
        _ => "open",
    };
}

internal sealed class AnswerByLinkValidator : AbstractValidator<AnswerByLink>
{
    public AnswerByLinkValidator(BusinessClock clock)
    {
        RuleFor(c => c.Note).MaximumLength(1000).WithErrorCode("tooLong");
        RuleFor(c => c.CallBackAt).Must(at => at is null || at > clock.Now).WithErrorCode("inPast").WithMessage("The time to call back must be in the future.");
    }
}

internal sealed class AnswerByLinkHandler(IDispatcher dispatcher, LinkActor actors, OfferClients offers, LiveClients live, CallContext call, BusinessClock clock, WorkingDays workingDays)
    : ICommandHandler<AnswerByLink, LinkAnswered>
{
    private static readonly TimeOnly Opening = new(9, 0), LastCall = new(16, 0);

    public async Task<LinkAnswered> Handle(AnswerByLink request, CancellationToken ct)
    {
        var asked = await dispatcher.Ask(new ReadAnswerLink(request.Token), ct);
        Demand(asked);
        call.Actor = await actors.Of(asked, ct) ?? throw Invalid();
        DemandChoice(asked, request.Choice);
        if (asked.UserId is not null)
        {
            return await Decide(asked, request, ct);
        }

        var at = request.Choice == "call" ? await CallAt(request.CallBackAt, ct) : (DateTimeOffset?)null;
        var offer = asked.OfferId ?? throw Invalid();
        var outcome = request.Choice switch { "accept" => Outcome.Accepted, "decline" => Outcome.Rejected, _ => Outcome.CallBack };
        var record = new RecordOutcome(offer, outcome, request.Choice == "decline" ? request.Reason : null, request.Note, null, at, "email") { AnswerTo = asked.MailId };
        await live.Of(await offers.ClientOf(offer, ct)).Record(record, new Caller(call.Actor, null, clock.Now));
        return new LinkAnswered(request.Choice, at);
    }

    private async Task<LinkAnswered> Decide(AnswerAsked asked, AnswerByLink request, CancellationToken ct)
    {
        if (!call.Actor.May(Permission.MoveProcesses))
        {
            throw new NotAllowedException("error.notAllowed", "Your role does not allow this.");
        }

        await dispatcher.Send(new UseAnswerLink(asked.MailId, request.Choice), ct);
        await dispatcher.Send(new AdvanceProcess(asked.ProcessId ?? throw Invalid(), request.Choice, request.Note), ct);
        return new LinkAnswered(request.Choice, null);
    }

    private static void Demand(AnswerAsked asked)
    {
        switch (asked.State)
        {
            case LinkState.Forged:
                throw Invalid();
            case LinkState.Expired:
                throw new RuleBrokenException("error.linkExpired", $"This link was good until {asked.Until:u}.", ("until", asked.Until));
            case LinkState.Used:
                throw new ConflictException("error.linkUsed", $"This link was used at {asked.AnsweredAt:u}.", ("at", asked.AnsweredAt));
        }
    }

    private void DemandChoice(AnswerAsked asked, string choice)
    {
        if (asked.Choices.All(c => c.Key != choice))
        {
            var words = string.Join(", ", asked.Choices.Select(c => c.In(call.Actor.Language)));
            throw new InvalidInputException([new FieldFault("choice", "notOneOf", $"Must be one of: {words}.", ("words", words))]);
        }
    }

    /// <summary>Nobody is promised a call in the house's quiet hours.</summary>
    private async Task<DateTimeOffset> CallAt(DateTimeOffset? wished, CancellationToken ct)
    {
        var policy = await dispatcher.Ask(new GetContactPolicy(), ct);
        var at = wished ?? Soon();
        return policy.QuietUntil(at, clock, workingDays) is not { } until ? at
            : wished is null ? until
            : throw new InvalidInputException([new FieldFault(
                "callBackAt", "quietHours", $"We can't call then. Calls are made between {policy.QuietUntil:HH:mm} and {policy.QuietFrom:HH:mm}, next on {clock.Local(until):yyyy-MM-dd HH:mm}.",
                ("from", $"{policy.QuietUntil:HH:mm}"), ("until", $"{policy.QuietFrom:HH:mm}"), ("at", until))]);
    }

    /// <summary>In an hour, while there is somebody; else in the morning of the next working day.</summary>
    private DateTimeOffset Soon()
    {
        var local = clock.Local(clock.Now);
        var time = TimeOnly.FromDateTime(local.DateTime);
        return workingDays.IsWorkingDay(clock.Today) && time < LastCall
            ? time < Opening ? clock.At(clock.Today, Opening.AddMinutes(30)) : clock.Now.AddHours(1)
            : clock.At(workingDays.OnOrAfter(clock.Today.AddDays(1)), Opening.AddMinutes(30));
    }

    private static RuleBrokenException Invalid() => new("error.linkInvalid", "This link is not valid.");
}
