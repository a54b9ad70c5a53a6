using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrossSell.Documents.Data;
using CrossSell.Documents.Domain;
using CrossSell.Documents.Messages;
using CrossSell.Documents.Word;
using CrossSell.Kernel;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Outbox;
using CrossSell.Kernel.Time;
using Npgsql;

namespace CrossSell.Documents.Features;

/// <summary>Fills the template of a requested document. Run again, it finds the document made and does nothing. A fault of the data is not tried again: it fails with the reason.</summary>
internal sealed class GenerateDocument(IUnitOfWork unit, IDispatcher dispatcher, DocumentModel models, PublishedFields fields, CompiledTemplates compiled, BusinessClock clock) : IOutboxHandler
{
    public const string KindOf = "document.generate";

    public string Kind => KindOf;

    public async Task Handle(string payload, CancellationToken ct)
    {
        if (await Requested(payload, ct) is not { } document)
        {
            return;
        }

        try
        {
            await Make(document, ct);
        }
        catch (DataFaultException faulty)
        {
            await Fail(document, string.Join(" ", faulty.Faults.Select(f => f.Message)), ct);
        }
        catch (TemplateRejectedException rejected)
        {
            await Fail(document, string.Join(" ", rejected.Faults.Select(f => $"{f.Part}: {f.Message}")), ct);
        }
        catch (MissingTemplateException missing)
        {
            await Fail(document, missing.Message, ct);
        }
    }

    public async Task GiveUp(string payload, string error, CancellationToken ct)
    {
        if (await Requested(payload, ct) is { } document)
        {
            await Fail(document, error, ct);
        }
    }

    private async Task Make(Waiting document, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var template = await Template(connection, document, ct);
        var model = await models.Load(document.Subject with { Language = template.Language }, document.Number, ct);
        var content = compiled.Get(template.Sha, template.Content, fields.Catalogue).Fill(model, Cultures.Of(template.Language));
        var data = model.ToJsonString(JsonText.Options);
        var sha = Convert.ToHexStringLower(SHA256.HashData(content));
        var name = FileNames.Of(document.Number, (string?)model["client"]?["name"] ?? string.Empty, document.Template);
        await connection.Execute(
            """
            update documents.document set status = case when status = 'requested' then 'generated' end, content = $2, data = $3, sha256 = $4, template_version = $5, language = $6,
              file_name = $7, generated_at = $8, error = null, version = case when version = $9 then version + 1 end where id = $1
            """,
            [document.Id, content, data, sha, template.Version, template.Language, name, clock.Now, document.Version],
            ct);
        unit.Audit(new AuditDraft("documents.generated", "document", document.Id, document.Subject.ClientId, new { Status = "requested" }, new { Status = "generated", document.Number, template = document.Template, template.Version, sha }));
        await dispatcher.Tell(new DocumentGenerated(document.Id, document.Subject.ClientId, document.ProcessId), ct);
        unit.Touch(document.Subject.ClientId);
    }

    private async Task<TemplateFound> Template(NpgsqlConnection connection, Waiting document, CancellationToken ct)
    {
        var line = document.Subject.Product.Split('/')[0];
        var found = await connection.Query(
            """
            select language, version, sha256, content from documents.template where key = $1 and (line = $2 or line is null) and status = 'approved' and effective_from <= $4
            order by (line is not null) desc, (language = $3) desc, effective_from desc, version desc limit 1
            """,
            r => new TemplateFound(r.GetString(0), r.GetInt32(1), r.GetString(2), r.GetFieldValue<byte[]>(3)),
            [document.Template, line, document.Subject.Language, clock.Today],
            ct);
        return found.Count > 0 ? found[0] : throw new MissingTemplateException($"There is no template {document.Template} of the line {line} that passed its check.");
    }

    private async Task Fail(Waiting document, string error, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        await connection.Execute("update documents.document set status = 'failed', error = $2, version = version + 1 where id = $1 and status = 'requested'", [document.Id, error], ct);
        unit.Audit(new AuditDraft("documents.failed", "document", document.Id, document.Subject.ClientId, new { Status = "requested" }, new { Status = "failed", error }));
        unit.Touch(document.Subject.ClientId);
    }

    private async Task<Waiting?> Requested(string payload, CancellationToken ct)
    {
        var id = JsonSerializer.Deserialize<Message>(payload, JsonText.Options)!.DocumentId;
        var connection = await unit.Connection(ct);
        var found = await connection.Query(
            "select id, process_id, template, number, subject, version from documents.document where id = $1 and status = 'requested' for update",
            r => new Waiting(r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetString(3), DocumentSql.Subject(r.GetString(4)), r.GetInt32(5)),
            [id],
            ct);
        return found.FirstOrDefault();
    }

    internal sealed record Message(Guid DocumentId);

    private sealed record Waiting(Guid Id, Guid ProcessId, string Template, string Number, DocumentSubject Subject, int Version);

    private sealed record TemplateFound(string Language, int Version, string Sha, byte[] Content);

    private sealed class MissingTemplateException(string message) : Exception(message);
}
