using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using CrossSell.Documents.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Privacy;

namespace CrossSell.Host.Pages;

/// <summary>Everything the house keeps about a client as one ZIP: JSON for machines, a page to read, and the documents.</summary>
internal sealed class ClientExport(IDispatcher dispatcher)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public async Task<FileStreamed> Make(Guid client, CancellationToken ct)
    {
        await dispatcher.Send(new ExportClient(client), ct);
        var data = await dispatcher.Ask(new GetPersonalData(client), ct);
        return new FileStreamed($"client-{client}.zip", "application/zip", (stream, stop) => Write(stream, data, stop));
    }

    private static async Task Write(Stream stream, PersonalData data, CancellationToken ct)
    {
        await using var written = new ForwardStream();
        await using (var zip = await ZipArchive.CreateAsync(written, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            await Fill(zip, data, () => written.PassOn(stream, ct), ct);
        }

        await written.PassOn(stream, ct);
    }

    private static async Task Fill(ZipArchive zip, PersonalData data, Func<Task> passOn, CancellationToken ct)
    {
        await Add(zip, "data.json", Encoding.UTF8.GetBytes(JsonText.Write(new { data.Tables, History = data.History.Select(Entry) })), ct);
        await Add(zip, "summary.html", Encoding.UTF8.GetBytes(Summary(data)), ct);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await foreach (var file in data.Files.WithCancellation(ct))
        {
            var name = names.Add(file.Name) ? file.Name : string.Create(CultureInfo.InvariantCulture, $"{names.Count + 1}-{file.Name}");
            names.Add(name);
            await Add(zip, "documents/" + name, file.Content, ct);
            await passOn();
        }
    }

    private static async Task Add(ZipArchive zip, string name, byte[] content, CancellationToken ct)
    {
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);
        await entry.WriteAsync(content, ct);
    }

    private static object Entry(Kernel.Audit.AuditItem i) => new { i.Seq, i.Entry.At, By = i.Entry.ActorName, i.Entry.Cause, i.Entry.Action, i.Entry.SubjectKind, i.Entry.SubjectId, Before = Face(i.Entry.Before), After = Face(i.Entry.After), i.Hash };

    private static JsonNode? Face(string? face) => face is ['{', ..] ? JsonNode.Parse(face) : face;

    /// <summary>In the client's language, whoever hands it out.</summary>
    private static string Summary(PersonalData data)
    {
        var client = data.Tables["clients.client"].FirstOrDefault();
        var language = (string?)client?["language"] == "en" ? "en" : "hu";
        var texts = Texts.Read(language);
        var page = new StringBuilder($"<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\"><title>{Text((string?)client?["name"])}</title><h1>{Text((string?)client?["name"])}</h1>");
        foreach (var (table, rows) in data.Tables.Where(t => t.Value.Count > 0))
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(texts.GetValueOrDefault("privacy.table." + table, table))}</h2>");
            foreach (var row in rows)
            {
                page.Append("<table>");
                foreach (var (name, value) in row.Where(f => Worth(f.Value)))
                {
                    page.Append(CultureInfo.InvariantCulture, $"<tr><th align=\"left\">{Text(Label(texts, name))}</th><td>{Text(value!.ToString())}</td></tr>");
                }

                page.Append("</table><hr>");
            }
        }

        page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(texts["history.title"])}</h2><ul>");
        foreach (var item in data.History)
        {
            page.Append(CultureInfo.InvariantCulture, $"<li>{item.Entry.At:yyyy-MM-dd HH:mm} UTC, {Text(item.Entry.ActorName)}: {Text(Happened(texts, item.Entry.Action))}</li>");
        }

        return page.Append("</ul></html>").ToString();
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

    private static string Text(string? text) => Encoder.Encode(text ?? string.Empty);
}
