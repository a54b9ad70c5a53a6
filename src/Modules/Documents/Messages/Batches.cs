using CrossSell.Kernel.Access;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Documents.Messages;

/// <summary>Prepares a document of one template for each subject, in the background and in order; what is made stays made when the host stops.</summary>
/// <param name="Template">The key of a template in use for <paramref name="Line"/>.</param>
/// <param name="Subjects">1 to 20,000.</param>
[Needs(Permission.WorkDocuments)]
public sealed record StartBatch(string Line, string Template, IReadOnlyList<DocumentSubject> Subjects) : ICommand<BatchView>;

/// <summary>Documents prepared by one command.</summary>
/// <param name="Status"><c>running</c>, <c>stopped</c> (by a failure of the house), <c>cancelled</c> or <c>done</c>.</param>
/// <param name="Total">Documents of the batch; of them <paramref name="Made"/> are there and <paramref name="Failed"/> could not be made.</param>
/// <param name="Error">Why it stopped.</param>
/// <param name="Failures">The first failed documents, when one batch is asked for.</param>
public sealed record BatchView(
    Guid Id, string Line, string Template, string Status, int Total, int Made, int Failed, string By, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Error, IReadOnlyList<BatchFailure> Failures);

public sealed record BatchFailure(Guid DocumentId, Guid ClientId, string ClientName, string Number, string Error)
{
    /// <summary>What <see cref="Error"/> says, to be said in the reader's language; empty where no template and no data is at fault.</summary>
    public IReadOnlyList<TemplateProblem> Problems { get; init; } = [];
}

/// <summary>The latest batches with documents in the actor's scope, at most 100.</summary>
[Needs(Permission.WorkDocuments)]
public sealed record ListBatches : IQuery<IReadOnlyList<BatchView>>;

[Needs(Permission.WorkDocuments)]
public sealed record GetBatch(Guid BatchId) : IQuery<BatchView>;

/// <summary>Goes on with a batch that stopped, and tries its failed documents again.</summary>
[Needs(Permission.WorkDocuments)]
public sealed record ResumeBatch(Guid BatchId) : ICommand<BatchView>;

/// <summary>Makes no more documents of a batch; those that are there stay.</summary>
[Needs(Permission.WorkDocuments)]
public sealed record CancelBatch(Guid BatchId) : ICommand<BatchView>;

/// <summary>What is there of a batch, as one ZIP.</summary>
[Needs(Permission.WorkDocuments)]
public sealed record GetBatchContent(Guid BatchId) : IQuery<FileStreamed>;

/// <summary>A file too large to be held whole.</summary>
/// <param name="Write">Writes it to a stream, a piece at a time.</param>
public sealed record FileStreamed(string FileName, string ContentType, Func<Stream, CancellationToken, Task> Write);
