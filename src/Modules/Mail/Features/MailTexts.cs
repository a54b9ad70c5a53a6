using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CrossSell.Documents.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Mail;
using CrossSell.Kernel.Messaging;
using CrossSell.Mail.Domain;

namespace CrossSell.Mail.Features;

/// <summary>A text in use.</summary>
internal sealed record TextFound(Guid Id, string? Line, string Key, string Language, int Version, string Sha256, MailText Text);

/// <summary>Mail texts that were read, by their bytes and line: each compiled once.</summary>
internal sealed class MailPrograms
{
    private const int Most = 500;
    private readonly ConcurrentDictionary<string, MailProgram> _known = new();

    public MailProgram Get(string key, Func<MailProgram> compile)
    {
        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        return _known.TryGetValue(key, out var known) ? known : _known[key] = compile();
    }
}

/// <summary>The mail texts in use, and the names they may use.</summary>
internal sealed class MailTexts(Database database, IDispatcher dispatcher, IEnumerable<IMailModel> models, MailPrograms programs)
{
    /// <summary>A line's own text comes before the house's, and the language wanted before the other one.</summary>
    public async Task<TextFound?> InUse(string key, string? line, string language, CancellationToken ct) => await database.Single(
        """
        select id, line, key, language, version, sha256, subject, body, html from mail.text
        where key = $1 and (line = $2 or line is null) and in_use order by (line is not null) desc, (language = $3) desc, language limit 1
        """,
        r => new TextFound(r.GetGuid(0), r.MaybeText(1), r.GetString(2), r.GetString(3), r.GetInt32(4), r.GetString(5), new MailText(r.GetString(6), r.GetString(7), r.MaybeText(8))),
        [key, line, language],
        ct);

    public async Task<MailProgram> Program(TextFound text, CancellationToken ct)
    {
        var sample = await Sample(text.Line, text.Key, ct);
        try
        {
            return programs.Get($"{text.Line}:{text.Key}:{text.Sha256}", () => MailProgram.Compile(text.Text, sample));
        }
        catch (TemplateException faulty)
        {
            throw new MailImpossibleException(faulty);
        }
    }

    /// <summary>Every name a text of this key may use: the model of the Word templates, and what mails have beside.</summary>
    public async Task<JsonObject> Sample(string? line, string key, CancellationToken ct)
    {
        var sample = await dispatcher.Ask(new GetModelSample(line), ct);
        sample.Remove("document");
        foreach (var (name, value) in models.FirstOrDefault(m => m.Template == key)?.Sample ?? [])
        {
            sample[name] = value?.DeepClone();
        }

        sample["recipient"] = new JsonObject { ["name"] = "Kovács Anna" };
        sample["site"] = "https://…";
        sample["data"] = null;
        sample["answers"] = AnswerLinks.Sample;
        return sample;
    }
}
