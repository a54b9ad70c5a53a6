using CrossSell.Kernel.Data;
using CrossSell.Kernel.Outbox;

namespace CrossSell.Documents.Features;

/// <summary>Makes a requested document. Run again, it finds the document made and does nothing.</summary>
internal sealed class GenerateDocument(DocumentMaker maker) : IOutboxHandler
{
    public const string KindOf = "document.generate";

    public string Kind => KindOf;

    public async Task Handle(string payload, CancellationToken ct)
    {
        foreach (var document in await Requested(payload, ct))
        {
            await maker.Make(document, ct);
        }
    }

    public async Task GiveUp(string payload, string error, CancellationToken ct)
    {
        foreach (var document in await Requested(payload, ct))
        {
            await maker.Fail(document, error, ct);
        }
    }

    private Task<IReadOnlyList<Waiting>> Requested(string payload, CancellationToken ct) => maker.Requested("id", JsonText.Read<Message>(payload).DocumentId, 1, ct);

    internal sealed record Message(Guid DocumentId);
}
