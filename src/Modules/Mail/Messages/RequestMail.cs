using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Mail.Messages;

/// <summary>
/// Asks for one mail inside the unit of work in progress: the row, its audit entry and the outbox message are written with the caller's rows; reads nothing.
/// It is written and sent from the outbox. Asked for twice with one id, it is one mail.
/// </summary>
[Needs(Permission.WorkOffers)]
public sealed record RequestMail : ICommand<Done>
{
    /// <summary>Given by the caller; <see cref="Kernel.Ids.Of"/> makes one that is the same for the same reason to write.</summary>
    public required Guid Id { get; init; }

    /// <summary>Key of a mail text, such as <c>contract-for-signature</c>. One that does not exist fails the mail, where people see it.</summary>
    public required string Template { get; init; }

    /// <summary>The product line whose own text wins over the house's text of the same key.</summary>
    public string? Line { get; init; }

    public required MailTo To { get; init; }

    /// <summary>Whose mails it stands among. Required when it goes to the client.</summary>
    public Guid? ClientId { get; init; }

    /// <summary>The offer whose fields the text may use.</summary>
    public Guid? OfferId { get; init; }

    public Guid? ProcessId { get; init; }

    /// <summary>Documents that go with it, as they stand when it is sent; it waits for those still being made. Once it is sent, so are they.</summary>
    public IReadOnlyList<Guid> Documents { get; init; } = [];

    /// <summary>Further fields, which the text finds as <c>data.NAME</c>. One called <c>NAME@hu</c> or <c>NAME@en</c> is <c>NAME</c> in that language alone.</summary>
    public IReadOnlyDictionary<string, string> Data { get; init; } = new Dictionary<string, string>();

    /// <summary>What can be answered by its links; the text finds them as <c>answers.NAME</c>, or all of them as the list <c>answers.all</c>.</summary>
    public MailAnswers? Answers { get; init; }

    /// <summary>Who of the house hears at once of what somebody of the house answers. What a client answers, the client's advisor hears.</summary>
    public Guid? AskedBy { get; init; }
}

/// <summary>Who gets a mail.</summary>
public sealed record MailTo
{
    private MailTo(string kind) => Kind = kind;

    /// <summary>The client the mail is about, in the client's language.</summary>
    public static MailTo Client { get; } = new("client");

    /// <summary><c>client</c>, <c>user</c> or <c>role</c>.</summary>
    public string Kind { get; }

    public Guid? UserId { get; private init; }

    public string? RoleName { get; private init; }

    /// <summary>A person of the house, in the person's language.</summary>
    public static MailTo User(Guid userId) => new("user") { UserId = userId };

    /// <summary>Everybody active in the role, each with a mail of their own: <c>backoffice</c>, <c>manager</c> (of those who see the client), <c>administrator</c>; <c>advisor</c> is the client's own.</summary>
    public static MailTo Role(string role) => new("role") { RoleName = role };
}

/// <summary>The answer links of a mail: signed, good for some days, and for one answer.</summary>
/// <param name="Choices">
/// Of an offer's mail to its client: <c>accept</c>, <c>decline</c>, <c>call</c>. Of a mail about a process to somebody of the house: what the person may choose, each by its trigger and its name in both languages.
/// </param>
/// <param name="Days">For how many days the links are good.</param>
public sealed record MailAnswers(IReadOnlyList<MailChoice> Choices, int Days)
{
    public const int DaysForOffers = 14;

    /// <summary>What a client may answer to an offer.</summary>
    public static MailAnswers ToOffer { get; } = new([new("accept", "Elfogadom", "I accept"), new("decline", "Nem kérem", "No, thank you"), new("call", "Kérem, hívjanak", "Please call me")], DaysForOffers);
}

/// <param name="Key">What the link answers with.</param>
public sealed record MailChoice(string Key, string Hu, string En)
{
    /// <summary>It has to be said in words too.</summary>
    public bool Note { get; init; }

    public string In(string language) => language == "en" ? En : Hu;
}
