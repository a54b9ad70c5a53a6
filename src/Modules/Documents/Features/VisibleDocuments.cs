using System.Globalization;
using CrossSell.Documents.Data;
using CrossSell.Documents.Domain;
using CrossSell.Documents.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Documents.Features;

/// <summary>Documents as far as the actor's scope goes.</summary>
internal sealed class VisibleDocuments(Database database, CallContext call)
{
    public async Task<DocumentView> Get(Guid id, CancellationToken ct) =>
        (await Get([id], ct)).FirstOrDefault() ?? throw new NotFoundException("document", id);

    public async Task<IReadOnlyList<DocumentView>> Get(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        return await database.Query(
            $"{DocumentSql.Select} where d.id = any($1) and {scope.Sql("c.advisor_id", "$2")} order by d.requested_at, d.id", DocumentSql.Read, [ids.Distinct().ToArray(), scope.Keys], ct);
    }

    public async Task<IReadOnlyList<DocumentView>> GetAll(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var found = await Get(ids, ct);
        var missing = ids.Except(found.Select(d => d.Id)).ToList();
        return missing.Count == 0 ? found : throw new NotFoundException("document", missing[0]);
    }
}

internal sealed class GetDocumentHandler(VisibleDocuments documents) : IQueryHandler<GetDocument, DocumentView>
{
    public Task<DocumentView> Handle(GetDocument request, CancellationToken ct) => documents.Get(request.DocumentId, ct);
}

internal sealed class ListDocumentsHandler(Database database, CallContext call) : IQueryHandler<ListDocuments, Page<DocumentView>>
{
    public async Task<Page<DocumentView>> Handle(ListDocuments request, CancellationToken ct)
    {
        var scope = call.Actor.Scope;
        var (at, id) = Cursor(request.After);
        var rows = await database.Query(
            $"""
            {DocumentSql.Select}
            where ($1::uuid is null or d.client_id = $1) and ($2::uuid is null or d.offer_id = $2) and ($3::text is null or d.status = $3) and {scope.Sql("c.advisor_id", "$4")}
              and ($5::timestamptz is null or (d.requested_at, d.id) < ($5, $6::uuid))
            order by d.requested_at desc, d.id desc limit $7
            """,
            DocumentSql.Read,
            [request.Client, request.Offer, request.Status, scope.Keys, at, id, request.Limit + 1],
            ct);
        return Page<DocumentView>.Of(rows, request.Limit, d => string.Create(CultureInfo.InvariantCulture, $"{d.RequestedAt.UtcTicks}_{d.Id}"));
    }

    private static (DateTimeOffset? At, Guid? Id) Cursor(string? after)
    {
        if (after is null)
        {
            return (null, null);
        }

        var parts = after.Split('_');
        return parts.Length == 2 && long.TryParse(parts[0], out var ticks) && ticks is >= 0 and < 3_155_378_975_999_999_999 && Guid.TryParse(parts[1], out var id)
            ? (new DateTimeOffset(ticks, TimeSpan.Zero), id)
            : throw new InvalidInputException("after", "badCursor", "This is not a cursor of this list.");
    }
}

internal sealed class GetDocumentContentHandler(VisibleDocuments documents, Database database, PdfConverter pdf) : IQueryHandler<GetDocumentContent, FileContent>
{
    public async Task<FileContent> Handle(GetDocumentContent request, CancellationToken ct)
    {
        var document = await documents.Get(request.DocumentId, ct);
        var file = await Files.Read(database, document, request.Signed, ct);
        if (file is null)
        {
            throw new RuleBrokenException(
                request.Signed ? "error.notSigned" : "error.notGenerated",
                request.Signed ? $"No signed copy of {document.Number} is filed." : $"{document.Number} is not there yet: {document.Status}.",
                ("number", document.Number),
                ("status", document.Status));
        }

        return request.Pdf && !request.Signed ? await pdf.Convert(file, ct) : file;
    }
}

internal sealed class GetDocumentsZipHandler(VisibleDocuments documents, Database database) : IQueryHandler<GetDocumentsZip, FileStreamed>
{
    private const int Most = 500;

    public async Task<FileStreamed> Handle(GetDocumentsZip request, CancellationToken ct)
    {
        if (request.DocumentIds.Count is 0 or > Most)
        {
            throw new InvalidInputException("documentIds", "count", $"Choose 1 to {Most} documents.");
        }

        var chosen = await documents.GetAll(request.DocumentIds, ct);
        return chosen.FirstOrDefault(d => d.Sha256 is null) is { } missing
            ? throw new RuleBrokenException("error.notGenerated", $"{missing.Number} is not there yet: {missing.Status}.", ("number", missing.Number), ("status", missing.Status))
            : new FileStreamed("documents.zip", "application/zip", (stream, stop) => Zipped.Write(stream, [.. chosen.Select(d => (d.Id, d.FileName))], database, stop));
    }
}

internal static class Files
{
    public static async Task<FileContent?> Read(Database database, DocumentView document, bool signed, CancellationToken ct) => await database.Single(
        signed
            ? "select signed_name, signed_type, signed_content from documents.document where id = $1 and signed_content is not null"
            : $"select file_name, '{SignedCopy.Word}', content from documents.document where id = $1 and content is not null",
        r => new FileContent(r.GetString(0), r.GetString(1), r.GetFieldValue<byte[]>(2)),
        [document.Id],
        ct);
}
