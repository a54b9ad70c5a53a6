using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Mail.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;

namespace CrossSell.Offers.Messages;

/// <summary>
/// Mails an offer to its client, with links to accept it, decline it or ask for a call. It is an approach: refused, saying why, where the contact policy (consent by e-mail, quiet hours,
/// approaches a week) stands against it, and when it was mailed today already.
/// </summary>
/// <param name="Channel"><c>email</c>.</param>
[Needs(Permission.WorkOffers)]
[GenerateSerializer, Immutable]
public sealed record SendOffer(Guid OfferId, string Channel) : ICommand<OfferSent>;

/// <param name="MailId">The mail; it is written and sent in a moment.</param>
/// <param name="AnswerUntil">Until when its links are good.</param>
[GenerateSerializer, Immutable]
public sealed record OfferSent([property: Id(0)] Guid OfferId, [property: Id(1)] Guid MailId, [property: Id(2)] DateTimeOffset AnswerUntil)
{
    /// <summary>Key of the mail text it is written from; a line's own text of the key wins.</summary>
    public const string Template = "offer";
}

/// <summary>A mail about an offer, as the contact policy counts it.</summary>
[GenerateSerializer, Immutable]
public sealed record OfferMail([property: Id(0)] Guid OfferId, [property: Id(1)] DateTimeOffset At);

/// <summary>What the page of an answer link shows. Whoever holds the link may ask; nothing is changed.</summary>
[Needs(Permission.None)]
public sealed record GetAnswerPage(string Token) : IQuery<AnswerPage>;

/// <param name="State"><c>open</c>, <c>forged</c>, <c>expired</c>, <c>used</c>, or <c>closed</c> when the offer or step was decided otherwise meanwhile.</param>
/// <param name="Language">Of who was written to.</param>
/// <param name="Offer">For the answer to an offer.</param>
/// <param name="Step">For a decision inside the house.</param>
/// <param name="Answer">What was answered by it, when it was.</param>
/// <param name="Advisor">Whom to call instead.</param>
public sealed record AnswerPage(
    string State, string Language, string? Name, IReadOnlyList<MailChoice> Choices, AnsweredOffer? Offer, AnsweredStep? Step, DateTimeOffset? Until, string? Answer, DateTimeOffset? AnsweredAt, Person? Advisor);

/// <param name="Product">In the page's language; so are the others.</param>
/// <param name="Reason">Why it is offered, where that can be said to the client.</param>
/// <param name="Reasons">What a client may say in declining, by its word.</param>
public sealed record AnsweredOffer(string Product, string? Variant, string? Reason, decimal? Amount, string? Currency, string? Period, bool Calculated, IReadOnlyList<string> Covers, IReadOnlyList<string> Reasons);

/// <param name="Title">What people call the instance.</param>
/// <param name="Values">What was given when it was started and since.</param>
public sealed record AnsweredStep(string Process, string? Title, string State, string? ClientName, string? Starter, IReadOnlyList<ProcessValue> Values);

/// <summary>
/// Answers by a link, once: a client's answer is an outcome like any other, recorded as the client's own; a decision inside the house is the transition that was chosen, by the person the link
/// was sent to. The one right it needs is the link.
/// </summary>
/// <param name="Reason">With <c>decline</c>: one of the words offered, or none.</param>
/// <param name="CallBackAt">With <c>call</c>: when to call; as soon as somebody is there when not given.</param>
[Needs(Permission.None)]
public sealed record AnswerByLink(string Token, string Choice, string? Reason, string? Note, DateTimeOffset? CallBackAt) : ICommand<LinkAnswered>;

/// <param name="CallBackAt">When the client is called, with <c>call</c>.</param>
public sealed record LinkAnswered(string Choice, DateTimeOffset? CallBackAt);
