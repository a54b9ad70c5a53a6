using CrossSell.Documents.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Mail.Messages;

/// <summary>How a mail stands.</summary>
public enum MailStatus
{
    /// <summary>Asked for; being sent, or tried again.</summary>
    Requested,
    Sent,

    /// <summary>It did not leave the house.</summary>
    Failed,

    /// <summary>It came back.</summary>
    Bounced,

    /// <summary>There was nothing to say.</summary>
    Dropped,
}

/// <summary>One mail.</summary>
/// <param name="Template">Key of its text, and the version it was written from.</param>
/// <param name="To">The address it went to; none before it was sent.</param>
/// <param name="Reason">Why it failed or came back: <c>noAddress</c>, <c>noText</c>, <c>faultyText</c>, <c>noDocument</c>, <c>refused</c>, <c>undeliverable</c>, <c>bounced</c>.</param>
/// <param name="Error">What the server or the text said.</param>
/// <param name="Attempts">How often sending was tried, while it is being tried; <paramref name="NextAttempt"/> is when it is tried again, none once the house gave up.</param>
/// <param name="Answer">What was answered by its link.</param>
/// <param name="AnswerUntil">Until when it can be answered.</param>
/// <param name="ToName">Whom it was written to; none before it was sent.</param>
/// <param name="ToHouse">It was written to somebody of the house; a client is whom it is about.</param>
/// <param name="Chosen">The answer in the words that stood on its link; none where nothing was answered.</param>
public sealed record MailView(
    Guid Id, string Template, int? TextVersion, Guid? ClientId, string? ClientName, Guid? OfferId, Guid? ProcessId, IReadOnlyList<Guid> Documents, MailStatus Status, string? To, string? Language,
    string? Subject, string RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset? SentAt, DateTimeOffset? SettledAt, string? Reason, string? Error, int Attempts, DateTimeOffset? NextAttempt,
    string? Answer, DateTimeOffset? AnsweredAt, DateTimeOffset? AnswerUntil, int Version, string? ToName = null, bool ToHouse = false, MailChoice? Chosen = null)
{
    /// <summary>What <see cref="Error"/> says, to be said in the reader's language; empty where no text and no data is at fault.</summary>
    public IReadOnlyList<TemplateProblem> Problems { get; init; } = [];
}

/// <summary>Mails about clients in the actor's scope and those to the actor, newest first; who operates the house sees those to its people too.</summary>
[Needs(Permission.SeeClients)]
public sealed record ListMails(Guid? Client, Guid? Offer, MailStatus? Status, string? After, int Limit) : IQuery<Page<MailView>>;

[Needs(Permission.SeeClients)]
public sealed record GetMail(Guid MailId) : IQuery<MailDetails>;

/// <param name="Text">As it went out; not kept of mails to people of the house.</param>
public sealed record MailDetails(MailView Mail, string? Text, string? Html);

/// <summary>Sends a mail again that failed or came back: to the client's address as it is now, with the documents as they are now.</summary>
[Needs(Permission.WorkOffers)]
public sealed record SendMailAgain(Guid MailId) : ICommand<MailView>;

/// <summary>Sends generated documents to their clients, each client's together in one mail. When it went out, the documents are sent.</summary>
[Needs(Permission.WorkDocuments)]
public sealed record MailDocuments(IReadOnlyList<Guid> DocumentIds) : ICommand<IReadOnlyList<MailView>>
{
    /// <summary>Key of the mail text it is written from.</summary>
    public const string Template = "contract-for-signature";
}
