using System.Text;
using CrossSell.Documents.Messages;
using CrossSell.Host.Texts;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Host.Imports;

/// <summary>The rows of an import as a CSV file, written while they are read: refused ones to be mended and imported again, the others to be looked through in a spreadsheet.</summary>
internal sealed class ImportRowsFile(IDispatcher dispatcher, ErrorTexts texts, CallContext call)
{
    private const int Piece = 2000;
    private static readonly string[] Header = ["line", "what", "label", "field", "before", "after", "reason"];

    public async Task<FileStreamed> Of(Guid importId, string what, CancellationToken ct)
    {
        var run = await dispatcher.Ask(new GetImport(importId), ct);
        var first = await dispatcher.Ask(new ListImportRows(importId, what, null, Piece), ct);
        return new FileStreamed($"{Path.GetFileNameWithoutExtension(run.FileName)}.{what}.csv", "text/csv", (stream, stop) => Write(stream, run, what, first, stop));
    }

    private async Task Write(Stream stream, ImportView run, string what, Page<ImportRowView> page, CancellationToken ct)
    {
        await using var file = new StreamWriter(stream, new UTF8Encoding(true), leaveOpen: true) { NewLine = "\r\n" };
        var delimiter = run.Delimiter[0];
        await Line(file, what == "rejected" ? [.. run.Header, RejectedFile.ReasonColumn] : Header, delimiter);
        while (true)
        {
            foreach (var row in page.Items)
            {
                foreach (var line in what == "rejected" ? [Rejected(row, run.Header.Count)] : Lines(row))
                {
                    await Line(file, line, delimiter);
                }
            }

            if (page.Next is null)
            {
                return;
            }

            page = await dispatcher.Ask(new ListImportRows(run.Id, what, page.Next, Piece), ct);
        }
    }

    private string[] Rejected(ImportRowView row, int width)
    {
        var values = row.Values ?? [];
        var reason = texts.Of(row.Faults, row.Reason, call.Actor.Language);
        return [.. RejectedFile.Fitted(values, width), reason];
    }

    /// <summary>A line for each field, so that a spreadsheet can filter by it.</summary>
    private static IEnumerable<string[]> Lines(ImportRowView row)
    {
        var line = row.Line?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty;
        var changes = ImportFieldChange.Of(row);
        return changes.Count == 0
            ? [[line, row.What, row.Label ?? string.Empty, row.Field ?? string.Empty, string.Empty, string.Empty, row.Reason ?? string.Empty]]
            : changes.Select(c => (string[])[line, row.What, row.Label ?? string.Empty, c.Field, c.Before ?? string.Empty, c.After ?? string.Empty, string.Empty]);
    }

    private static Task Line(StreamWriter file, IReadOnlyList<string> fields, char delimiter) => file.WriteLineAsync(string.Join(delimiter, fields.Select(f => CsvText.Field(f, delimiter))));
}
