using System.Collections.Concurrent;
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

/// <summary>The fields a template may use: what each module's sample says, typed.</summary>
internal sealed class PublishedFields(IEnumerable<IDocumentData> parts)
{
    public FieldCatalogue Catalogue() => FieldCatalogue.From(Sample());

    public JsonObject Sample()
    {
        var sample = new JsonObject { ["document"] = new JsonObject { ["number"] = "CS-2026-1" }, ["today"] = "2026-01-01" };
        foreach (var part in parts)
        {
            sample[part.Name] = part.Sample.DeepClone();
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

/// <summary>Compiled templates by content: each compiled once, however many ask at the same moment.</summary>
internal sealed class CompiledTemplates
{
    private const int Most = 200;
    private readonly ConcurrentDictionary<string, Lazy<CompiledTemplate>> _known = new();

    public CompiledTemplate Get(string sha256, byte[] content, Func<FieldCatalogue> catalogue)
    {
        if (_known.Count > Most)
        {
            _known.Clear();
        }

        return _known.GetOrAdd(sha256, _ => new Lazy<CompiledTemplate>(() => CompiledTemplate.Compile(content, catalogue()))).Value;
    }
}

internal sealed class InstallTemplatesHandler(IUnitOfWork unit, PublishedFields fields, BusinessClock clock) : ICommandHandler<InstallTemplates, IReadOnlyList<TemplateProblem>>
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
                problems.AddRange(Install(template, sha, versions.Select(v => v.Version).DefaultIfEmpty().Max() + 1));
            }
        }

        return problems;
    }

    private IEnumerable<TemplateProblem> Install(TemplateSource template, string sha, int version)
    {
        try
        {
            CompiledTemplate.Compile(template.Content, fields.Catalogue());
        }
        catch (TemplateRejectedException rejected)
        {
            return rejected.Faults.Select(f => new TemplateProblem($"{template.FileName}: {f.Part}", f.Paragraph, f.Tag, f.Message, f.Place.Where, f.Place.Context));
        }

        unit.Write(
            "insert into documents.template(id, line, key, language, version, sha256, file_name, content, installed_at, status, effective_from) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'approved', $10)",
            Ids.New(clock.Now), template.Line, template.Key, template.Language, version, sha, template.FileName, template.Content, clock.Now, clock.Today);
        unit.Audit(new AuditDraft("documents.templateInstalled", "template", Ids.New(clock.Now), null, null, new { template.Line, template.Key, template.Language, version, sha }));
        return [];
    }
}
