using CrossSell.Documents.Domain;
using CrossSell.Documents.Messages;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Documents.Features;

/// <summary>What happens to a generated document on its way: sent, then signed. Each step is guarded by the row's version, so two clerks don't both take it.</summary>
internal sealed class DocumentSteps(IUnitOfWork unit, IDispatcher dispatcher, BusinessClock clock)
{
    public async Task<DocumentView> Sent(DocumentView document, CancellationToken ct)
    {
        unit.Write(
            "update documents.document set status = 'sent', sent_at = $2, version = case when version = $3 then version + 1 end where id = $1", document.Id, clock.Now, document.Version);
        unit.Audit(new AuditDraft("documents.sent", "document", document.Id, document.ClientId, new { document.Status }, new { Status = "sent", document.Number }));
        await unit.Flush(ct);
        if (document.ProcessId is { } process)
        {
            await dispatcher.Tell(new DocumentSent(document.Id, document.ClientId, process), ct);
            await unit.Flush(ct);
        }

        unit.Touch(document.ClientId);
        return document with { Status = "sent", SentAt = clock.Now, Version = document.Version + 1 };
    }

    /// <summary>Only of an accepted offer: what was prepared ahead becomes its contract when the client's yes is recorded.</summary>
    public async Task<DocumentView> Signed(DocumentView document, string fileName, string type, byte[] content, CancellationToken ct)
    {
        var process = document.ProcessId
            ?? throw new RuleBrokenException("error.notAccepted", $"{document.Number} was prepared ahead: record the client's acceptance first.", ("number", document.Number));
        unit.Write(
            """
            update documents.document set status = 'signed', signed_at = $2, signed_name = $3, signed_type = $4, signed_content = $5,
              version = case when version = $6 then version + 1 end where id = $1
            """,
            document.Id, clock.Now, fileName, type, content, document.Version);
        unit.Audit(new AuditDraft("documents.signed", "document", document.Id, document.ClientId, new { document.Status }, new { Status = "signed", document.Number, type, size = content.Length }));
        await unit.Flush(ct);
        await dispatcher.Tell(new DocumentSigned(document.Id, document.ClientId, process, document.Number), ct);
        unit.Touch(document.ClientId);
        return document with { Status = "signed", SignedAt = clock.Now, Version = document.Version + 1 };
    }
}

internal sealed class MarkSentHandler(VisibleDocuments documents, DocumentSteps steps) : ICommandHandler<MarkSent, IReadOnlyList<DocumentView>>
{
    public async Task<IReadOnlyList<DocumentView>> Handle(MarkSent request, CancellationToken ct)
    {
        if (request.DocumentIds.Count == 0)
        {
            throw new InvalidInputException("documentIds", "none", "Choose at least one document.");
        }

        var answer = new List<DocumentView>();
        foreach (var document in await documents.GetAll(request.DocumentIds, ct))
        {
            answer.Add(document.Status switch
            {
                "generated" => await steps.Sent(document, ct),
                "sent" or "signed" => document,
                _ => throw new RuleBrokenException("error.notGenerated", $"{document.Number} is not there yet: {document.Status}.", ("number", document.Number), ("status", document.Status)),
            });
        }

        return answer;
    }
}

internal sealed class UploadSignedHandler(VisibleDocuments documents, DocumentSteps steps) : ICommandHandler<UploadSigned, DocumentView>
{
    public async Task<DocumentView> Handle(UploadSigned request, CancellationToken ct)
    {
        var type = SignedCopy.TypeOf(request.Content);
        var document = await documents.Get(request.DocumentId, ct);
        switch (document.Status)
        {
            case "signed":
                throw new ConflictException("error.alreadySigned", $"A signed copy of {document.Number} was filed at {document.SignedAt:u}.", ("number", document.Number), ("at", document.SignedAt));
            case "generated":
                document = await steps.Sent(document, ct);
                break;
            case "sent":
                break;
            default:
                throw new RuleBrokenException("error.notGenerated", $"{document.Number} is not there yet: {document.Status}.", ("number", document.Number), ("status", document.Status));
        }

        return await steps.Signed(document, Path.GetFileName(request.FileName), type, request.Content, ct);
    }
}
