using CrossSell.Kernel.Access;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Documents.Messages;

/// <summary>Asks for a document inside the unit of work in progress: a row in state <c>requested</c> and an outbox message; reads nothing.</summary>
/// <param name="Id">Given by the caller. Asking twice for one process and template gives one document.</param>
[Needs(Permission.WorkOffers)]
public sealed record RequestDocument(Guid Id, Guid ProcessId, string Template, DocumentSubject Subject) : ICommand<Done>;

/// <summary>Stores the templates that are new or changed as new versions; one that does not check is refused with its faults and leaves the earlier version in use.</summary>
[Needs(Permission.ManageCatalog)]
public sealed record InstallTemplates(IReadOnlyList<TemplateSource> Templates) : ICommand<IReadOnlyList<TemplateProblem>>;

public sealed record TemplateSource(string? Line, string Key, string Language, string FileName, byte[] Content);

/// <param name="Status"><c>requested</c>, <c>generated</c>, <c>failed</c>, <c>sent</c>, <c>signed</c>, <c>cancelled</c> (the outcome that asked for it was taken back).</param>
/// <param name="Number">The contract number printed in it.</param>
/// <param name="Data">What it was filled from, as JSON.</param>
/// <param name="Error">Why it could not be made, in state <c>failed</c>.</param>
public sealed record DocumentView(
    Guid Id,
    Guid ClientId,
    string ClientName,
    Guid? OfferId,
    Guid? ProcessId,
    string Template,
    int? TemplateVersion,
    string Language,
    string Status,
    string Number,
    string FileName,
    string? Sha256,
    string? Data,
    string? Error,
    DateTimeOffset RequestedAt,
    DateTimeOffset? GeneratedAt,
    DateTimeOffset? SentAt,
    DateTimeOffset? SignedAt,
    int Version)
{
    /// <summary>What <see cref="Error"/> says, to be said in the reader's language; empty where no template and no data is at fault.</summary>
    public IReadOnlyList<TemplateProblem> Problems { get; init; } = [];
}

/// <summary>Documents of clients in the actor's scope, newest first.</summary>
[Needs(Permission.SeeClients)]
public sealed record ListDocuments(Guid? Client, Guid? Offer, string? Status, string? After, int Limit) : IQuery<Page<DocumentView>>;

[Needs(Permission.SeeClients)]
public sealed record GetDocument(Guid DocumentId) : IQuery<DocumentView>;

/// <param name="Signed">The signed copy instead of the generated file.</param>
/// <param name="Pdf">The generated file as PDF, where LibreOffice is installed.</param>
[Needs(Permission.SeeClients)]
public sealed record GetDocumentContent(Guid DocumentId, bool Signed, bool Pdf = false) : IQuery<FileContent>;

/// <summary>Makes a document again from the data and the template version kept with it, and compares.</summary>
[Needs(Permission.SeeClients)]
public sealed record CheckDocument(Guid DocumentId) : IQuery<DocumentCheck>;

/// <param name="Same">Made again, the file has the same bytes.</param>
/// <param name="SameContent">Every part of the file has the same content; packed otherwise only when an earlier release made it.</param>
/// <param name="Sha256">Of the document kept; <paramref name="Again"/> of the one made again.</param>
public sealed record DocumentCheck(bool Same, bool SameContent, string Sha256, string Again);

public sealed record FileContent(string FileName, string ContentType, byte[] Content);

/// <summary>Several generated documents as one ZIP.</summary>
[Needs(Permission.WorkDocuments)]
public sealed record GetDocumentsZip(IReadOnlyList<Guid> DocumentIds) : IQuery<FileStreamed>;

[Needs(Permission.WorkDocuments)]
public sealed record MarkSent(IReadOnlyList<Guid> DocumentIds) : ICommand<IReadOnlyList<DocumentView>>;

/// <summary>Files the signed copy: PDF, PNG, JPEG or docx, at most 20 MB, recognised by its first bytes.</summary>
[Needs(Permission.WorkDocuments)]
public sealed record UploadSigned(Guid DocumentId, string FileName, string ContentType, byte[] Content) : ICommand<DocumentView>;

/// <summary>Tries again to make a document that failed.</summary>
[Needs(Permission.WorkDocuments)]
public sealed record RetryDocument(Guid DocumentId) : ICommand<DocumentView>;

/// <summary>
/// Takes back, inside the unit of work in progress, the documents that these processes have asked for since a moment. Refused when one was signed, or, unless
/// <paramref name="Late"/>, was sent since. Answers the ids of those taken back.
/// </summary>
[Needs(Permission.WorkOffers)]
public sealed record CancelDocuments(IReadOnlyList<Guid> Processes, DateTimeOffset Since, bool Late, string? Note) : ICommand<IReadOnlyList<Guid>>;

/// <summary>The Word file is there.</summary>
public sealed record DocumentGenerated(Guid DocumentId, Guid ClientId, Guid ProcessId) : IEvent;

/// <summary>The document left the house.</summary>
public sealed record DocumentSent(Guid DocumentId, Guid ClientId, Guid ProcessId) : IEvent;

/// <summary>The signed copy is filed.</summary>
public sealed record DocumentSigned(Guid DocumentId, Guid ClientId, Guid ProcessId, string Number) : IEvent;
