using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CrossSell.Documents.Messages;
using CrossSell.Documents.Word;
using CrossSell.Kernel;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Documents.Features;

/// <summary>The fields a template may use: what each module's sample says, typed, and what its product line adds.</summary>
internal sealed class PublishedFields(IEnumerable<IDocumentData> parts)
{
    private readonly Dictionary<string, FieldCatalogue> _known = [];

    public async ValueTask<FieldCatalogue> Catalogue(string? line, CancellationToken ct) =>
        _known.TryGetValue(line ?? string.Empty, out var known) ? known : _known[line ?? string.Empty] = FieldCatalogue.From(await Sample(line, ct));

    public async Task<JsonObject> Sample(string? line, CancellationToken ct)
    {
        var sample = new JsonObject { ["document"] = new JsonObject { ["number"] = "CS-2026-1" }, ["today"] = "2026-01-01" };
        foreach (var part in parts)
        {
            sample[part.Name] = (await part.SampleFor(line, ct)).DeepClone();
        }

        return sample;
    }
}

/// <summary>What a document is filled from: what each module knows of its subject.</summary>
internal sealed class DocumentModel(IEnumerable<IDocumentData> parts, BusinessClock clock)
{
    public async Task<JsonObject> Load(DocumentSubject subject, string number, CancellationToken ct)
    {
        var model = new JsonObject
        {
            ["document"] = new JsonObject { ["number"] = number },
            ["today"] = clock.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        foreach (var part in parts)
        {
            model[part.Name] = await part.Load(subject, ct);
        }

        return model;
    }
}

internal sealed class InstallTemplatesHandler(IUnitOfWork unit, WholeTemplates whole, PublishedFields fields, BusinessClock clock) : ICommandHandler<InstallTemplates, IReadOnlyList<TemplateProblem>>
{
    public async Task<IReadOnlyList<TemplateProblem>> Handle(InstallTemplates request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var known = (await connection.Query(
            "select line, key, language, version, sha256 from documents.template",
            r => (Key: (r.MaybeText(0), r.GetString(1), r.GetString(2)), Version: r.GetInt32(3), Sha: r.GetString(4)),
            [],
            ct)).ToLookup(t => t.Key);
        var problems = new List<TemplateProblem>();
        foreach (var template in request.Templates)
        {
            var sha = Convert.ToHexStringLower(SHA256.HashData(template.Content));
            var versions = known[(template.Line, template.Key, template.Language)].ToList();
            if (!versions.Exists(v => v.Sha == sha))
            {
                var parts = await Parts(template, request.Templates, ct);
                problems.AddRange(Install(template, await fields.Catalogue(template.Line, ct), parts, sha, versions.Select(v => v.Version).DefaultIfEmpty().Max() + 1));
            }
        }

        return problems;
    }

    /// <summary>What it includes: as it comes with it, or as it is in use.</summary>
    private async Task<IReadOnlyDictionary<string, byte[]>> Parts(TemplateSource template, IReadOnlyList<TemplateSource> together, CancellationToken ct)
    {
        var parts = new Dictionary<string, byte[]>(await whole.ToInclude(template.Line, template.Language, ct));
        foreach (var other in together.Where(t => t.Language == template.Language && (t.Line is null || t.Line == template.Line)).OrderBy(t => t.Line is not null))
        {
            parts[other.Key] = other.Content;
        }

        return parts;
    }

    private IEnumerable<TemplateProblem> Install(TemplateSource template, FieldCatalogue catalogue, IReadOnlyDictionary<string, byte[]> parts, string sha, int version)
    {
        try
        {
            CompiledTemplate.Compile(template.Content, catalogue, parts);
        }
        catch (TemplateRejectedException rejected)
        {
            return rejected.Problems.Select(p => p with { Part = $"{template.FileName}: {p.Part}" });
        }

        unit.Write(
            "insert into documents.template(id, line, key, language, version, sha256, file_name, content, installed_at, status, effective_from) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'approved', $10)",
            Ids.New(clock.Now), template.Line, template.Key, template.Language, version, sha, template.FileName, template.Content, clock.Now, clock.Today);
        unit.Audit(new AuditDraft("documents.templateInstalled", "template", Ids.New(clock.Now), null, null, new { template.Line, template.Key, template.Language, version, sha }));
        return [];
    }
}
