using System.Globalization;
using System.Text.Json.Nodes;
using CrossSell.Documents.Messages;
using CrossSell.Host.Export;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Privacy;

namespace CrossSell.Host.Pages;

/// <summary>Everything the house keeps about a client as one ZIP: JSON for machines, a page to read, and the documents.</summary>
internal sealed class ClientExport(IDispatcher dispatcher)
{
    public async Task<FileStreamed> Make(Guid client, CancellationToken ct)
    {
        await dispatcher.Send(new ExportClient(client), ct);
        var data = await dispatcher.Ask(new GetPersonalData(client), ct);
        return ZipWriter.File($"client-{client}.zip", async (zip, stop) =>
        {
            await zip.Add(string.Empty, "data.json", JsonText.Bytes(new { data.Tables, History = data.History.Select(Entry) }), stop);
            await zip.Add(string.Empty, "summary.html", Summary(data), stop);
            await foreach (var file in data.Files.WithCancellation(stop))
            {
                await zip.Add("documents/", file.Name, file.Content, stop);
            }
        });
    }

    private static object Entry(Kernel.Audit.AuditItem i) => new { i.Seq, i.Entry.At, By = i.Entry.ActorName, i.Entry.Cause, i.Entry.Action, i.Entry.SubjectKind, i.Entry.SubjectId, Before = Face(i.Entry.Before), After = Face(i.Entry.After), i.Hash };

    private static JsonNode? Face(string? face) => face is ['{', ..] ? JsonNode.Parse(face) : face;

    /// <summary>In the client's language, whoever hands it out.</summary>
    private static byte[] Summary(PersonalData data)
    {
        var client = data.Tables["clients.client"].FirstOrDefault();
        var language = (string?)client?["language"] == "en" ? "en" : "hu";
        var texts = Texts.Read(language);
        var paper = new Paper(language, (string?)client?["name"]);
        foreach (var (table, rows) in data.Tables.Where(t => t.Value.Count > 0))
        {
            paper.Section(texts.GetValueOrDefault("privacy.table." + table, table));
            foreach (var row in rows)
            {
                paper.Facts(row.Where(f => Worth(f.Value)).Select(f => (Label(texts, f.Key), (string?)f.Value!.ToString())));
            }
        }

        return paper.Section(texts["history.title"]).Table(
            [texts["case.when"], texts["case.who"], texts["case.what"]],
            data.History.Select(i => new[] { i.Entry.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture), i.Entry.ActorName, Happened(texts, i.Entry.Action) })).ToBytes();
    }

    private static bool Worth(JsonNode? value) => value is not null and not JsonArray { Count: 0 } and not JsonObject { Count: 0 };

    private static string Label(IReadOnlyDictionary<string, string> texts, string column)
    {
        var words = column.Split('_');
        var field = words[0] + string.Concat(words.Skip(1).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
        return texts.GetValueOrDefault("field." + field) ?? texts.GetValueOrDefault("field.address." + field) ?? texts.GetValueOrDefault("privacy.column." + field) ?? field;
    }

    private static string Happened(IReadOnlyDictionary<string, string> texts, string action)
    {
        var text = texts.GetValueOrDefault("timeline." + action, action);
        var place = text.IndexOf('{', StringComparison.Ordinal);
        return place < 0 ? text : text[..place].TrimEnd(' ', ':', '(');
    }
}
