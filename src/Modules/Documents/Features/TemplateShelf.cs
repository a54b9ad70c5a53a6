using System.Security.Cryptography;
using System.Text.RegularExpressions;
using CrossSell.Documents.Messages;
using CrossSell.Documents.Word;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using Npgsql;

namespace CrossSell.Documents.Features;

/// <summary>The versions of the templates.</summary>
internal sealed class TemplateShelf(Database database, BusinessClock clock)
{
    private const string Select =
        """
        select t.id, t.line, t.key, t.language, t.version, t.file_name, t.sha256, t.status, t.uploaded_by, t.uploaded_by_name, t.installed_at, t.decided_by_name, t.decided_at, t.effective_from, t.note,
               t.id = first_value(t.id) over (partition by t.line, t.key, t.language order by (t.status = 'approved' and t.effective_from <= $1) desc, t.effective_from desc, t.version desc)
                 and t.status = 'approved' and t.effective_from <= $1,
               (select count(*) from documents.document d where d.template = t.key and d.template_version = t.version and d.language = t.language
                 and (t.line is null or d.subject ->> 'product' like t.line || '/%'))::int
                 + (select count(*) from documents.document d where d.included @> array[t.id])::int
        from documents.template t
        """;

    public async Task<IReadOnlyList<TemplateView>> All(CancellationToken ct) =>
        await database.Query($"select * from ({Select}) all_versions order by line nulls last, key, language, version desc", Read, [clock.Today], ct);

    public async Task<TemplateView> Get(Guid id, CancellationToken ct) =>
        await database.Single($"select * from ({Select}) all_versions where id = $2", Read, [clock.Today, id], ct) ?? throw new NotFoundException("template", id);

    public async Task<byte[]> Content(Guid id, CancellationToken ct) =>
        await database.Single("select content from documents.template where id = $1", r => r.GetFieldValue<byte[]>(0), [id], ct) ?? throw new NotFoundException("template", id);

    private static TemplateView Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.MaybeText(1), r.GetString(2), r.GetString(3), r.GetInt32(4), r.GetString(5), r.GetString(6), r.GetString(7), r.Maybe<Guid>(8), r.MaybeText(9), r.GetFieldValue<DateTimeOffset>(10),
        r.MaybeText(11), r.Maybe<DateTimeOffset>(12), r.GetString(7) == "approved" ? r.GetFieldValue<DateOnly>(13) : null, r.MaybeText(14), r.GetBoolean(15), r.GetInt32(16));
}

internal sealed class ListTemplatesHandler(TemplateShelf shelf) : IQueryHandler<ListTemplates, IReadOnlyList<TemplateView>>
{
    public Task<IReadOnlyList<TemplateView>> Handle(ListTemplates request, CancellationToken ct) => shelf.All(ct);
}

internal sealed class GetTemplateHandler(TemplateShelf shelf, WholeTemplates whole, CompiledTemplates compiled, PublishedFields fields) : IQueryHandler<GetTemplate, TemplateDetails>
{
    public async Task<TemplateDetails> Handle(GetTemplate request, CancellationToken ct)
    {
        var template = await shelf.Get(request.TemplateId, ct);
        var content = await shelf.Content(template.Id, ct);
        var all = await whole.Today(template.Line, template.Language, template.Sha256, content, ct);
        var catalogue = await fields.Catalogue(template.Line, ct);
        var used = compiled.Get(all, catalogue).Fields;
        var single = catalogue.Names().Where(n => n.Type is not (FieldType.Object or FieldType.List)).Select(n => n.Name);
        return new TemplateDetails(template, used, [.. single.Where(n => !used.Any(u => u == n || n.StartsWith(u + ".", StringComparison.Ordinal) || u.StartsWith(n + ".", StringComparison.Ordinal)))], Lines(content),
            Links(all.Included), Links(await whole.Including(template.Line, template.Key, template.Language, ct)));
    }

    private static IReadOnlyList<TemplateLink> Links(IReadOnlyList<IncludedTemplate> templates) => [.. templates.Select(t => new TemplateLink(t.Id, t.Key, t.Version))];

    public static IReadOnlyList<TemplateLine> Lines(byte[] content) => [.. TemplateText.Read(content).Select(l => new TemplateLine(l.Part, l.Paragraph, l.Text))];
}

internal sealed class GetTemplateContentHandler(TemplateShelf shelf, PdfConverter pdf) : IQueryHandler<GetTemplateContent, FileContent>
{
    public async Task<FileContent> Handle(GetTemplateContent request, CancellationToken ct)
    {
        var template = await shelf.Get(request.TemplateId, ct);
        var word = new FileContent(template.FileName, Domain.SignedCopy.Word, await shelf.Content(template.Id, ct));
        return request.Pdf ? await pdf.Convert(word, ct) : word;
    }
}

internal sealed class PreviewTemplateHandler(TemplateShelf shelf, WholeTemplates whole, CompiledTemplates compiled, PublishedFields fields, DocumentModel models, PdfConverter pdf) : IQueryHandler<PreviewTemplate, FileContent>
{
    private const string Number = "CS-2026-00000000";

    public async Task<FileContent> Handle(PreviewTemplate request, CancellationToken ct)
    {
        var template = await shelf.Get(request.TemplateId, ct);
        var model = await models.Load(request.Subject with { Language = template.Language }, Number, ct);
        try
        {
            var all = await whole.Today(request.Subject.Product.Split('/')[0], template.Language, template.Sha256, await shelf.Content(template.Id, ct), ct);
            var content = compiled.Get(all, await fields.Catalogue(all.Line, ct)).Fill(model, Cultures.Of(template.Language));
            var word = new FileContent($"{template.Key}-v{template.Version}.docx", Domain.SignedCopy.Word, content);
            return request.Pdf ? await pdf.Convert(word, ct) : word;
        }
        catch (TemplateException faulty)
        {
            var reason = string.Join(" ", faulty.Problems.Select(p => p.Message));
            throw new RuleBrokenException("error.templateData", reason, ("reason", reason), ("problems", faulty.Problems));
        }
    }
}

internal sealed partial class UploadTemplateHandler(IUnitOfWork unit, TemplateShelf shelf, WholeTemplates whole, PublishedFields fields, CallContext call, BusinessClock clock) : ICommandHandler<UploadTemplate, TemplateUpload>
{
    private const int LongestKey = 60;

    public async Task<TemplateUpload> Handle(UploadTemplate request, CancellationToken ct)
    {
        var versions = await shelf.All(ct);
        Demand(request, versions);
        var sha = Convert.ToHexStringLower(SHA256.HashData(request.Content));
        var problems = await Check(request, ct);
        if (problems.Count > 0)
        {
            return new TemplateUpload(null, problems, Readable(request.Content));
        }

        var earlier = versions.Where(t => t.Line == request.Line && t.Key == request.Key && t.Language == request.Language).ToList();
        if (earlier.Find(t => t.Sha256 == sha && t.Status != "rejected") is { } same)
        {
            throw new RuleBrokenException("error.templateUnchanged", $"This file is version {same.Version} already.", ("version", same.Version));
        }

        var view = new TemplateView(
            Ids.New(clock.Now), request.Line, request.Key, request.Language, earlier.Select(t => t.Version).DefaultIfEmpty().Max() + 1, Path.GetFileName(request.FileName), sha, "draft",
            call.Actor.UserId, call.Actor.Name, clock.Now, null, null, null, null, false, 0);
        unit.Write(
            """
            insert into documents.template(id, line, key, language, version, sha256, file_name, content, installed_at, status, uploaded_by, uploaded_by_name, effective_from)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'draft', $10, $11, $12)
            """,
            view.Id, view.Line, view.Key, view.Language, view.Version, sha, view.FileName, request.Content, clock.Now, call.Actor.UserId, call.Actor.Name, clock.Today);
        unit.Audit(new AuditDraft("documents.templateUploaded", "template", view.Id, null, null, new { view.Line, view.Key, view.Language, view.Version, sha }));
        return new TemplateUpload(view, [], []);
    }

    private static void Demand(UploadTemplate request, IReadOnlyList<TemplateView> known)
    {
        var faults = new Faults();
        if (request.Line is not null && known.All(t => t.Line != request.Line))
        {
            faults.Add("line", "unknownLine", $"There is no product line {request.Line}.");
        }

        if (request.Key.Length > LongestKey || !KeyForm().IsMatch(request.Key))
        {
            faults.Add("key", "templateKey", "Lower-case letters, digits and dashes, beginning with a letter.");
        }

        faults.Word("language", request.Language, "hu", "en");
        if (string.IsNullOrEmpty(request.Language))
        {
            faults.Add("language", "required", "Is missing.");
        }

        faults.Throw();
    }

    /// <summary>One that others include must stand by itself; else it is checked with what it includes.</summary>
    private async Task<IReadOnlyList<TemplateProblem>> Check(UploadTemplate request, CancellationToken ct)
    {
        var isIncluded = (await whole.Including(request.Line, request.Key, request.Language, ct)).Count > 0;
        var parts = await whole.ToInclude(request.Line, request.Language, ct);
        var catalogue = await fields.Catalogue(request.Line, ct);
        try
        {
            CompiledTemplate.Compile(request.Content, catalogue, isIncluded ? Inclusions.Forbidden : new Inclusions(parts));
            return [];
        }
        catch (TemplateRejectedException rejected)
        {
            return rejected.Problems;
        }
    }

    private static IReadOnlyList<TemplateLine> Readable(byte[] content)
    {
        try
        {
            return GetTemplateHandler.Lines(content);
        }
        catch (TemplateRejectedException)
        {
            return []; // The list of problems says why it cannot be read.
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]*$")]
    private static partial Regex KeyForm();
}

internal sealed class ApproveTemplateHandler(IUnitOfWork unit, TemplateShelf shelf, CallContext call, BusinessClock clock) : ICommandHandler<ApproveTemplate, TemplateView>
{
    public async Task<TemplateView> Handle(ApproveTemplate request, CancellationToken ct)
    {
        var from = request.EffectiveFrom ?? clock.Today;
        if (from < clock.Today)
        {
            throw new InvalidInputException("effectiveFrom", "past", "Today or later.");
        }

        var template = Drafts.Demand(await shelf.Get(request.TemplateId, ct));
        if (template.UploadedById == call.Actor.UserId)
        {
            throw new RuleBrokenException("error.secondPerson", "A template is approved by another person than the one who uploaded it.");
        }

        Drafts.Decide(unit, call, clock, template.Id, "approved", from, null);
        unit.Audit(new AuditDraft("documents.templateApproved", "template", template.Id, null, new { template.Status }, new { Status = "approved", template.Key, template.Language, template.Version, from }));
        return template with { Status = "approved", EffectiveFrom = from, DecidedBy = call.Actor.Name, DecidedAt = clock.Now, InUse = from == clock.Today };
    }
}

internal sealed class RejectTemplateHandler(IUnitOfWork unit, TemplateShelf shelf, CallContext call, BusinessClock clock) : ICommandHandler<RejectTemplate, TemplateView>
{
    private const int LongestNote = 500;

    public async Task<TemplateView> Handle(RejectTemplate request, CancellationToken ct)
    {
        var faults = new Faults();
        var note = faults.Text("note", request.Note, LongestNote);
        if (note is null)
        {
            faults.Add("note", "required", "Say why.");
        }

        faults.Throw();
        var template = Drafts.Demand(await shelf.Get(request.TemplateId, ct));
        Drafts.Decide(unit, call, clock, template.Id, "rejected", clock.Today, note);
        unit.Audit(new AuditDraft("documents.templateRejected", "template", template.Id, null, new { template.Status }, new { Status = "rejected", template.Key, template.Language, template.Version, note }));
        return template with { Status = "rejected", Note = note, DecidedBy = call.Actor.Name, DecidedAt = clock.Now };
    }
}

internal static class Drafts
{
    public static TemplateView Demand(TemplateView template) => template.Status == "draft" ? template
        : throw new ConflictException("error.templateDecided", $"Version {template.Version} is {template.Status} already.", ("version", template.Version), ("by", template.DecidedBy));

    /// <summary>Guarded: when two decide at once, the later finds no draft and fails.</summary>
    public static void Decide(IUnitOfWork unit, CallContext call, BusinessClock clock, Guid id, string status, DateOnly from, string? note) => unit.Write(
        "update documents.template set status = case when status = 'draft' then $2 end, decided_by_name = $3, decided_at = $4, effective_from = $5, note = $6 where id = $1",
        id, status, call.Actor.Name, clock.Now, from, note);
}

internal sealed class CompareTemplatesHandler(TemplateShelf shelf, WholeTemplates whole, CompiledTemplates compiled, PublishedFields fields) : IQueryHandler<CompareTemplates, TemplateChanges>
{
    public async Task<TemplateChanges> Handle(CompareTemplates request, CancellationToken ct)
    {
        var (from, to) = (await Read(request.With, ct), await Read(request.TemplateId, ct));
        return new TemplateChanges(from.View, to.View, Domain.TextChanges.Between(from.Lines, to.Lines), [.. to.Fields.Except(from.Fields)], [.. from.Fields.Except(to.Fields)]);
    }

    private async Task<(TemplateView View, IReadOnlyList<TemplateLine> Lines, IReadOnlyList<string> Fields)> Read(Guid id, CancellationToken ct)
    {
        var view = await shelf.Get(id, ct);
        var content = await shelf.Content(id, ct);
        var all = await whole.Today(view.Line, view.Language, view.Sha256, content, ct);
        return (view, GetTemplateHandler.Lines(content), compiled.Get(all, await fields.Catalogue(view.Line, ct)).Fields);
    }
}

internal sealed class ListTemplateFieldsHandler(PublishedFields fields) : IQueryHandler<ListTemplateFields, IReadOnlyList<TemplateField>>
{
    public async Task<IReadOnlyList<TemplateField>> Handle(ListTemplateFields request, CancellationToken ct) =>
        TextTool.Fields(await fields.Sample(request.Line, ct));
}

internal sealed class CheckDocumentHandler(VisibleDocuments documents, Database database, WholeTemplates whole, CompiledTemplates compiled, PublishedFields fields) : IQueryHandler<CheckDocument, DocumentCheck>
{
    public async Task<DocumentCheck> Handle(CheckDocument request, CancellationToken ct)
    {
        var document = await documents.Get(request.DocumentId, ct);
        var kept = document is { Sha256: not null, Data: not null } ? await Files.Read(database, document, false, ct) : null;
        if (kept is null)
        {
            throw new RuleBrokenException("error.notGenerated", $"{document.Number} is not there yet: {document.Status}.", ("number", document.Number), ("status", document.Status));
        }

        var template = await database.Single(
            """
            select split_part(d.subject ->> 'product', '/', 1), t.sha256, t.content, d.included from documents.template t join documents.document d on d.id = $1
            where t.key = d.template and t.version = d.template_version and t.language = d.language and (t.line is null or d.subject ->> 'product' like t.line || '/%') order by t.line nulls last limit 1
            """,
            r => new Source(r.GetString(0), r.GetString(1), r.GetFieldValue<byte[]>(2), r.GetFieldValue<Guid[]>(3)),
            [document.Id],
            ct) ?? throw new NotFoundException("template", document.Template);
        var model = System.Text.Json.Nodes.JsonNode.Parse(document.Data!)!.AsObject();
        var again = compiled.Get(await whole.Kept(template.Line, template.Sha, template.Content, template.Included, ct), await fields.Catalogue(template.Line, ct)).Fill(model, Cultures.Of(document.Language));
        var same = again.AsSpan().SequenceEqual(kept.Content);
        return new DocumentCheck(same, same || SameParts(again, kept.Content), document.Sha256!, Convert.ToHexStringLower(SHA256.HashData(again)));
    }

    private static bool SameParts(byte[] one, byte[] other) =>
        ZipReader.Read(one).OrderBy(e => e.Name, StringComparer.Ordinal).Select(e => (e.Name, e.Crc, e.Content.Length))
            .SequenceEqual(ZipReader.Read(other).OrderBy(e => e.Name, StringComparer.Ordinal).Select(e => (e.Name, e.Crc, e.Content.Length)));

    private sealed record Source(string Line, string Sha, byte[] Content, Guid[] Included);
}
