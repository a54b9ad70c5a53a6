using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Mail.Messages;

/// <summary>Reads an answer link; changes nothing. Whoever holds the link may ask.</summary>
[Needs(Permission.None)]
public sealed record ReadAnswerLink(string Token) : IQuery<AnswerAsked>;

public enum LinkState
{
    Open,

    /// <summary>This house did not sign it.</summary>
    Forged,
    Expired,
    Used,
}

/// <param name="Answer">What was answered, when it was used.</param>
/// <param name="UserId">Who of the house was asked; none when it was the client.</param>
public sealed record AnswerAsked(
    LinkState State, Guid MailId, Guid? ClientId, Guid? OfferId, Guid? ProcessId, Guid? UserId, IReadOnlyList<MailChoice> Choices, DateTimeOffset? Until, string? Answer, DateTimeOffset? AnsweredAt);

/// <summary>Uses an answer link up, inside the unit of work in progress; of two at once, one fails.</summary>
[Needs(Permission.WorkOffers)]
public sealed record UseAnswerLink(Guid MailId, string Choice) : ICommand<Done>;
