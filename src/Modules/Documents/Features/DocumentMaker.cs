using System.Security.Cryptography;
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
using CrossSell.Kernel.Time;
using Npgsql;

namespace CrossSell.Documents.Features;

/// <summary>Fills the template of a requested document inside the unit of work in progress. A fault of the data is not tried again: the document fails with the reason.</summary>
internal sealed class DocumentMaker(IUnitOfWork unit, IDispatcher dispatcher, DocumentModel models, PublishedFields fields, WholeTemplates whole, CompiledTemplates compiled, BusinessClock clock)
{
    private static readonly string[] Terms = ["offer", "product", "contract"];
    private readonly Dictionary<(string Key, string Line, string Language), TemplateFound> _found = [];

    /// <summary>Documents still to be made, locked until this unit of work ends.</summary>
    public async Task<IReadOnlyList<Waiting>> Requested(string condition, object value, int most, CancellationToken ct) => await (await unit.Connection(ct)).Query(
        $"select id, process_id, template, number, subject, version from documents.document where {condition} = $1 and status = 'requested' order by id limit {most} for update",
        r => new Waiting(r.GetGuid(0), r.Maybe<Guid>(1), r.GetString(2), r.GetString(3), DocumentSql.Subject(r.GetString(4)), r.GetInt32(5)),
        [value],
        ct);

    public async Task Make(Waiting document, CancellationToken ct)
    {
        try
        {
            if (!await TakePrepared(document, ct))
            {
                await Fill(document, ct);
            }
        }
        catch (TemplateRejectedException rejected)
        {
            await Fail(document, string.Join(" ", rejected.Problems.Select(p => $"{p.Part}: {p.Message}")), ct, rejected.Problems);
        }
        catch (TemplateException faulty)
        {
            await Fail(document, string.Join(" ", faulty.Problems.Select(p => p.Message)), ct, faulty.Problems);
        }
    }

    public async Task Fail(Waiting document, string error, CancellationToken ct, IReadOnlyList<TemplateProblem>? problems = null)
    {
        var connection = await unit.Connection(ct);
        await connection.Execute(
            "update documents.document set status = 'failed', error = $2, problems = $3::jsonb, version = version + 1 where id = $1 and status = 'requested'",
            [document.Id, error, problems is null ? null : JsonText.Write(problems)],
            ct);
        unit.Audit(new AuditDraft("documents.failed", "document", document.Id, document.Subject.ClientId, new { Status = "requested" }, new { Status = "failed", document.Number, error }));
        unit.Touch(document.Subject.ClientId);
    }

    private async Task Fill(Waiting document, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var template = await Template(connection, document, ct);
        var model = await models.Load(document.Subject with { Language = template.Language }, document.Number, ct);
        var content = compiled.Get(template.Whole, await fields.Catalogue(template.Whole.Line, ct)).Fill(model, Cultures.Of(template.Language));
        var sha = Convert.ToHexStringLower(SHA256.HashData(content));
        await connection.Execute(
            """
            update documents.document set status = case when status = 'requested' then 'generated' end, content = $2, data = $3, sha256 = $4, template_version = $5, language = $6,
              file_name = $7, generated_at = $8, included = $9, error = null, version = case when version = $10 then version + 1 end where id = $1
            """,
            [document.Id, content, model.ToJsonString(JsonText.Options), sha, template.Version, template.Language, FileNames.Of(document.Number, (string?)model["client"]?["name"] ?? string.Empty, document.Template), clock.Now, template.Whole.Included.Select(i => i.Id).ToArray(), document.Version],
            ct);
        unit.Audit(new AuditDraft("documents.generated", "document", document.Id, document.Subject.ClientId, new { Status = "requested" }, new { Status = "generated", document.Number, template = document.Template, template.Version, sha }));
        await Told(document, ct);
    }

    /// <summary>The client accepted what was prepared in a batch, perhaps sent, and is unchanged: that paper becomes the contract, and no second one is made.</summary>
    private async Task<bool> TakePrepared(Waiting document, CancellationToken ct)
    {
        if (document.ProcessId is not { } process)
        {
            return false;
        }

        var connection = await unit.Connection(ct);
        var prepared = (await connection.Query(
            """
            select id, status, number, file_name, content, data, sha256, template_version, language, generated_at, sent_at, batch_id, included from documents.document
            where offer_id = $1 and template = $2 and process_id is null and status in ('generated', 'sent') and subject = $3::jsonb
            order by sent_at desc nulls last, generated_at desc limit 1 for update
            """,
            r => new Prepared(
                r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetFieldValue<byte[]>(4), r.GetString(5), r.GetString(6), r.GetInt32(7), r.GetString(8),
                r.GetFieldValue<DateTimeOffset>(9), r.Maybe<DateTimeOffset>(10), r.Maybe<Guid>(11), r.GetFieldValue<Guid[]>(12)),
            [document.Subject.OfferId, document.Template, JsonText.Write(document.Subject)],
            ct)).FirstOrDefault();
        if (prepared is null || !SaysTheSame(prepared.Data, await models.Load(document.Subject with { Language = prepared.Language }, prepared.Number, ct)))
        {
            return false;
        }

        await connection.Execute("delete from documents.document where id = $1", [prepared.Id], ct);
        await connection.Execute(
            """
            update documents.document set status = case when status = 'requested' then $2 end, number = $3, file_name = $4, content = $5, data = $6, sha256 = $7, template_version = $8,
              language = $9, generated_at = $10, sent_at = $11, batch_id = $12, included = $13, error = null, version = case when version = $14 then version + 1 end where id = $1
            """,
            [
                document.Id, prepared.Status, prepared.Number, prepared.FileName, prepared.Content, prepared.Data, prepared.Sha, prepared.TemplateVersion, prepared.Language,
                prepared.GeneratedAt, prepared.SentAt, prepared.BatchId, prepared.Included, document.Version,
            ],
            ct);
        unit.Audit(new AuditDraft("documents.adopted", "document", document.Id, document.Subject.ClientId, new { Status = "requested", document.Number }, new { prepared.Status, prepared.Number, prepared = prepared.Id }));
        await Told(document, ct);
        if (prepared.SentAt is not null)
        {
            await unit.Flush(ct);
            await dispatcher.Tell(new DocumentSent(document.Id, document.Subject.ClientId, process), ct);
        }

        return true;
    }

    /// <summary>Product, price, covers, first and last day and the contract it replaces are what they were; the day it was made may be another.</summary>
    private static bool SaysTheSame(string prepared, JsonObject now) =>
        JsonNode.Parse(prepared) is JsonObject then && Terms.All(part => JsonNode.DeepEquals(then[part], now[part]));

    private async Task Told(Waiting document, CancellationToken ct)
    {
        if (document.ProcessId is { } process)
        {
            await dispatcher.Tell(new DocumentGenerated(document.Id, document.Subject.ClientId, process), ct);
        }

        unit.Touch(document.Subject.ClientId);
    }

    private async Task<TemplateFound> Template(NpgsqlConnection connection, Waiting document, CancellationToken ct)
    {
        var wanted = (document.Template, Line: document.Subject.Product.Split('/')[0], document.Subject.Language);
        if (_found.TryGetValue(wanted, out var known))
        {
            return known;
        }

        var found = await connection.Query(
            """
            select language, version, sha256, content from documents.template where key = $1 and (line = $2 or line is null) and status = 'approved' and effective_from <= $4
            order by (line is not null) desc, (language = $3) desc, effective_from desc, version desc limit 1
            """,
            r => (Language: r.GetString(0), Version: r.GetInt32(1), Sha: r.GetString(2), Content: r.GetFieldValue<byte[]>(3)),
            [wanted.Template, wanted.Line, wanted.Language, clock.Today],
            ct);
        if (found.Count == 0)
        {
            throw new MissingTemplateException(TemplateProblem.Of("package", 0, "noTemplate", $"There is no template {wanted.Template} of the line {wanted.Line} that passed its check."));
        }

        var (language, version, sha, content) = found[0];
        return _found[wanted] = new TemplateFound(language, version, await whole.Today(wanted.Line, language, sha, content, ct));
    }

    private sealed record Prepared(
        Guid Id, string Status, string Number, string FileName, byte[] Content, string Data, string Sha, int TemplateVersion, string Language, DateTimeOffset GeneratedAt, DateTimeOffset? SentAt,
        Guid? BatchId, Guid[] Included);

    private sealed record TemplateFound(string Language, int Version, WholeTemplate Whole);

    private sealed class MissingTemplateException(TemplateProblem problem) : TemplateException([problem]);
}

/// <param name="ProcessId">The process that asked for it; none when it was prepared in a batch.</param>
internal sealed record Waiting(Guid Id, Guid? ProcessId, string Template, string Number, DocumentSubject Subject, int Version);
