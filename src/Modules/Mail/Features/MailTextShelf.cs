using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CrossSell.Documents.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Mail.Domain;
using CrossSell.Mail.Messages;
using Npgsql;

namespace CrossSell.Mail.Features;

/// <summary>The versions of the mail texts. Of each line, key and language one is in use.</summary>
internal sealed class MailTextShelf(Database database, IUnitOfWork unit, BusinessClock clock)
{
    private const string Select =
        """
        select t.id, t.line, t.key, t.language, t.version, t.subject, t.body, t.html, t.in_use, t.saved_at, t.saved_by_name,
               (select count(*)::int from (select from mail.message m where m.template = t.key and m.text_version = t.version and m.language = t.language and (t.line is null or m.line = t.line) limit 1000) s)
        from mail.text t
        """;

    public Task<List<MailTextView>> All(CancellationToken ct) => database.Query($"{Select} order by t.line nulls first, t.key, t.language, t.version desc", Read, [], ct);

    public async Task<MailTextView> Get(Guid id, CancellationToken ct) =>
        await database.Single($"{Select} where t.id = $1", Read, [id], ct) ?? throw new NotFoundException("mailText", id);

    /// <summary>A version, in use from now on if it is to be.</summary>
    public MailTextView Add(string? line, string key, string language, int version, MailText text, bool inUse, (Guid? Id, string Name)? by)
    {
        var id = Ids.New(clock.Now);
        if (inUse)
        {
            Retire(line, key, language);
        }

        unit.Write(
            """
            insert into mail.text(id, line, key, language, version, subject, body, html, sha256, in_use, saved_at, saved_by, saved_by_name)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """,
            id, line, key, language, version, text.Subject, text.Body, text.Html, Sha(text), inUse, clock.Now, by?.Id, by?.Name);
        return new MailTextView(id, line, key, language, version, text.Subject, text.Body, text.Html, inUse, clock.Now, by?.Name, 0);
    }

    public void Retire(string? line, string key, string language) =>
        unit.Write("update mail.text set in_use = false where line is not distinct from $1 and key = $2 and language = $3 and in_use", line, key, language);

    public static string Sha(MailText text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(MailFile.Write(text))));

    private static MailTextView Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.MaybeText(1), r.GetString(2), r.GetString(3), r.GetInt32(4), r.GetString(5), r.GetString(6), r.MaybeText(7), r.GetBoolean(8), r.GetFieldValue<DateTimeOffset>(9), r.MaybeText(10), r.GetInt32(11));
}

internal sealed class InstallMailTextsHandler(IUnitOfWork unit, MailTexts texts, MailTextShelf shelf) : ICommandHandler<InstallMailTexts, IReadOnlyList<TemplateProblem>>
{
    public async Task<IReadOnlyList<TemplateProblem>> Handle(InstallMailTexts request, CancellationToken ct)
    {
        var known = (await (await unit.Connection(ct)).Query(
            "select line, key, language, version, sha256, in_use, saved_by_name is not null from mail.text",
            r => (Key: (r.MaybeText(0), r.GetString(1), r.GetString(2)), Version: r.GetInt32(3), Sha: r.GetString(4), InUse: r.GetBoolean(5), Rewritten: r.GetBoolean(6)),
            [],
            ct)).ToLookup(t => t.Key);
        var problems = new List<TemplateProblem>();
        foreach (var source in request.Texts)
        {
            var versions = known[(source.Line, source.Key, source.Language)].ToList();
            if (await Read(source, problems, ct) is { } text && !versions.Exists(v => v.Sha == MailTextShelf.Sha(text)))
            {
                var added = shelf.Add(source.Line, source.Key, source.Language, versions.Select(v => v.Version).DefaultIfEmpty().Max() + 1, text, !versions.Exists(v => v is { InUse: true, Rewritten: true }), null);
                unit.Audit(new AuditDraft("mail.textInstalled", "mailText", added.Id, null, null, new { added.Line, added.Key, added.Language, added.Version, added.InUse }));
            }
        }

        return problems;
    }

    private async Task<MailText?> Read(TemplateSource source, List<TemplateProblem> problems, CancellationToken ct)
    {
        MailFile? file = null;
        try
        {
            file = MailFile.Read(Encoding.UTF8.GetString(source.Content));
            MailProgram.Compile(file.Text, await texts.Sample(source.Line, source.Key, ct));
            return file.Text;
        }
        catch (TemplateException faulty)
        {
            problems.AddRange((file?.InFile(faulty.Problems) ?? faulty.Problems).Select(p => p with { Part = $"{source.FileName}: {p.Part}" }));
            return null;
        }
    }
}

internal sealed class ListMailTextsHandler(MailTextShelf shelf) : IQueryHandler<ListMailTexts, IReadOnlyList<MailTextView>>
{
    public async Task<IReadOnlyList<MailTextView>> Handle(ListMailTexts request, CancellationToken ct) => await shelf.All(ct);
}

internal sealed class GetMailTextHandler(MailTextShelf shelf, MailTexts texts) : IQueryHandler<GetMailText, MailTextDetails>
{
    public async Task<MailTextDetails> Handle(GetMailText request, CancellationToken ct)
    {
        var text = await shelf.Get(request.TextId, ct);
        var sample = await texts.Sample(text.Line, text.Key, ct);
        return new MailTextDetails(text, Used(text, sample), TextTool.Fields(sample));
    }

    /// <summary>A text that has faults since a line's fields changed still has to be seen, to be mended.</summary>
    private static IReadOnlyList<string> Used(MailTextView text, System.Text.Json.Nodes.JsonObject sample)
    {
        try
        {
            return MailProgram.Compile(new MailText(text.Subject, text.Text, text.Html), sample).Fields;
        }
        catch (TemplateException)
        {
            return [];
        }
    }
}

internal sealed partial class SaveMailTextHandler(IUnitOfWork unit, MailTextShelf shelf, MailTexts texts, CallContext call) : ICommandHandler<SaveMailText, MailTextSaved>
{
    private const int LongestKey = 60, LongestSubject = 200, LongestText = 100_000;

    public async Task<MailTextSaved> Handle(SaveMailText request, CancellationToken ct)
    {
        var versions = (await shelf.All(ct)).Where(t => t.Key == request.Key).ToList();
        Demand(request, versions);
        var text = new MailText(request.Subject.Trim(), request.Text.ReplaceLineEndings("\n"), string.IsNullOrWhiteSpace(request.Html) ? null : request.Html.ReplaceLineEndings("\n"));
        try
        {
            MailProgram.Compile(text, await texts.Sample(request.Line, request.Key, ct));
        }
        catch (TemplateException faulty)
        {
            return new MailTextSaved(null, faulty.Problems);
        }

        var own = versions.FindAll(t => t.Line == request.Line && t.Language == request.Language);
        if (own.Find(t => t.InUse) is { } now && MailTextShelf.Sha(new MailText(now.Subject, now.Text, now.Html)) == MailTextShelf.Sha(text))
        {
            throw new RuleBrokenException("error.templateUnchanged", $"This is version {now.Version} already.", ("version", now.Version));
        }

        var saved = shelf.Add(request.Line, request.Key, request.Language, own.Select(t => t.Version).DefaultIfEmpty().Max() + 1, text, true, (call.Actor.UserId, call.Actor.Name));
        unit.Audit(new AuditDraft("mail.textSaved", "mailText", saved.Id, null, null, new { saved.Line, saved.Key, saved.Language, saved.Version }));
        return new MailTextSaved(saved, []);
    }

    private static void Demand(SaveMailText request, List<MailTextView> known)
    {
        var faults = new Faults();
        if (request.Key.Length > LongestKey || !KeyForm().IsMatch(request.Key))
        {
            faults.Add("key", "templateKey", "Lower-case letters, digits and dashes, beginning with a letter.");
        }

        faults.Word("language", request.Language, "hu", "en");
        if (string.IsNullOrEmpty(request.Language))
        {
            faults.Add("language", "required", "Is missing.");
        }

        foreach (var (field, text, most) in new[] { ("subject", request.Subject, LongestSubject), ("text", request.Text, LongestText), ("html", request.Html ?? string.Empty, LongestText) })
        {
            if (text.Length > most)
            {
                faults.Add(field, "tooLong", $"At most {most} characters.", ("most", most));
            }
        }

        faults.Throw();
    }

    [GeneratedRegex("^[a-z][a-z0-9-]*$")]
    private static partial Regex KeyForm();
}

internal sealed class UseMailTextHandler(IUnitOfWork unit, MailTextShelf shelf) : ICommandHandler<UseMailText, MailTextView>
{
    public async Task<MailTextView> Handle(UseMailText request, CancellationToken ct)
    {
        var text = await shelf.Get(request.TextId, ct);
        if (text.InUse)
        {
            return text;
        }

        shelf.Retire(text.Line, text.Key, text.Language);
        unit.Write("update mail.text set in_use = true where id = $1", text.Id);
        unit.Audit(new AuditDraft("mail.textUsed", "mailText", text.Id, null, null, new { text.Line, text.Key, text.Language, text.Version }));
        return text with { InUse = true };
    }
}
