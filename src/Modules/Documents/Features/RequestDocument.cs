using CrossSell.Documents.Data;
using CrossSell.Documents.Messages;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Outbox;
using CrossSell.Kernel.Time;

namespace CrossSell.Documents.Features;

/// <summary>A row and a message: the file itself is made after the commit, once.</summary>
internal sealed class RequestDocumentHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<RequestDocument, Done>
{
    public Task<Done> Handle(RequestDocument request, CancellationToken ct)
    {
        var subject = request.Subject;
        var number = DocumentSql.Number(request.Id, clock.Today);
        unit.Write(
            """
            insert into documents.document(id, client_id, offer_id, process_id, template, language, subject, status, number, file_name, requested_at, version)
            values ($1, $2, $3, $4, $5, $6, $7, 'requested', $8, $9, $10, 1) on conflict (process_id, template) do nothing
            """,
            request.Id, subject.ClientId, subject.OfferId, request.ProcessId, request.Template, subject.Language, Json.Of(subject), number, $"{number}.docx", clock.Now);
        unit.Send(new OutboxDraft(GenerateDocument.KindOf, $"{GenerateDocument.KindOf}:{request.Id}", new GenerateDocument.Message(request.Id)));
        unit.Audit(new AuditDraft("documents.requested", "document", request.Id, subject.ClientId, null, new { request.Template, number, subject.OfferId }));
        return Task.FromResult(Done.Instance);
    }
}

internal sealed class RetryDocumentHandler(IUnitOfWork unit, VisibleDocuments documents, BusinessClock clock) : ICommandHandler<RetryDocument, DocumentView>
{
    public async Task<DocumentView> Handle(RetryDocument request, CancellationToken ct)
    {
        var document = await documents.Get(request.DocumentId, ct);
        if (document.Status != "failed")
        {
            throw new Kernel.Errors.RuleBrokenException("error.documentNotFailed", $"{document.Number} did not fail.", ("number", document.Number));
        }

        unit.Write(
            "update documents.document set status = 'requested', error = null, version = case when version = $2 then version + 1 end where id = $1", document.Id, document.Version);
        unit.Send(new OutboxDraft(GenerateDocument.KindOf, $"{GenerateDocument.KindOf}:{document.Id}:{document.Version}", new GenerateDocument.Message(document.Id)));
        unit.Audit(new AuditDraft("documents.requested", "document", document.Id, document.ClientId, new { document.Status, document.Error }, new { Status = "requested", At = clock.Now }));
        unit.Touch(document.ClientId);
        return document with { Status = "requested", Error = null, Version = document.Version + 1 };
    }
}
