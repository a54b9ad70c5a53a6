using CrossSell.Documents.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Data;

namespace CrossSell.Processes.Features;

/// <summary>What happens to a document moves the process that asked for it, in the same transaction.</summary>
internal sealed class DocumentEvents(IUnitOfWork unit, Mover mover)
    : IEventHandler<DocumentGenerated>, IEventHandler<DocumentSent>, IEventHandler<DocumentSigned>
{
    public Task Handle(DocumentGenerated happened, CancellationToken ct) => Move(happened.ProcessId, "document:generated", happened.DocumentId, null, ct);

    public Task Handle(DocumentSent happened, CancellationToken ct) => Move(happened.ProcessId, "document:sent", happened.DocumentId, null, ct);

    public Task Handle(DocumentSigned happened, CancellationToken ct) => Move(happened.ProcessId, "document:signed", happened.DocumentId, happened.Number, ct);

    private async Task Move(Guid processId, string trigger, Guid documentId, string? number, CancellationToken ct)
    {
        if (await Instances.Find(await unit.Connection(ct), processId, ct) is { } instance)
        {
            await mover.Fire(instance.State, instance.Subject, new Cause(trigger, null, documentId, number), ct);
            unit.TouchClient(instance.Subject.ClientId);
        }
    }
}
