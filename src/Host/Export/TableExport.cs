using System.Globalization;
using CrossSell.Documents.Messages;
using CrossSell.Kernel.Time;

namespace CrossSell.Host.Export;

/// <summary>A table of figures as a file, as it stands on the page.</summary>
internal sealed class TableExport(Pages.Texts texts, BusinessClock clock)
{
    /// <param name="format"><c>csv</c> or <c>xlsx</c>.</param>
    /// <param name="kinds">What the columns are.</param>
    /// <param name="rows">The header first.</param>
    public FileStreamed Make(string name, string format, IReadOnlyList<CellKind> kinds, IReadOnlyList<IReadOnlyList<string>> rows) => new(
        string.Create(CultureInfo.InvariantCulture, $"{name}-{clock.Today:yyyy-MM-dd}.{format}"),
        format == "csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        async (stream, ct) =>
        {
            await using ISheet sheet = format == "csv" ? new CsvSheet(stream, texts.Language == "hu" ? ';' : ',') : new XlsxSheet(stream, kinds);
            await sheet.Write(rows.Take(1), ct);
            await sheet.Write(rows.Skip(1), ct);
        });

    public static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
