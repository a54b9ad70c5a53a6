using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using System.Xml;
using CrossSell.Kernel.Data;

namespace CrossSell.Host.Export;

/// <summary>
/// XLSX, written as it is read: numbers and days as such, all else as text, so nothing in it is ever a formula. The header is bold and stays in sight, columns are as wide as what is written
/// first. Where a sheet is full another begins.
/// </summary>
/// <param name="kinds">What the columns are; text where it says nothing.</param>
internal sealed class XlsxSheet(Stream target, IReadOnlyList<CellKind>? kinds = null, int mostRows = XlsxSheet.MostRows) : ISheet
{
    public const int MostRows = 1_048_576;
    private const int Narrowest = 10;
    private const int Widest = 60;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>Cell formats by their place: 0 as it comes, 1 the header, 2 a day as the reader's country writes it.</summary>
    private const string Styles =
        $"""
        <styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf fontId="1" xfId="0" applyFont="1"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>
        """;

    private readonly ForwardStream _written = new();
    private readonly List<IReadOnlyList<string>> _first = [];
    private ZipArchive? _zip;
    private IReadOnlyList<string>? _header;
    private string _columns = string.Empty;
    private Stream? _sheet;
    private int _sheets;
    private int _rows;

    public async Task Write(IEnumerable<IReadOnlyList<string>> rows, CancellationToken ct)
    {
        var waiting = rows as IReadOnlyList<IReadOnlyList<string>> ?? [.. rows];
        if (_header is null)
        {
            // The header waits for the first rows: how wide they are is said before them.
            _first.AddRange(waiting);
            _header = _first.FirstOrDefault();
            if (_first.Count < 2)
            {
                return;
            }

            waiting = [];
        }

        if (_sheets == 0)
        {
            waiting = [.. _first, .. waiting];
            _first.Clear();
            _columns = Columns(waiting);
        }

        await Put(waiting, ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_first.Count > 0)
        {
            _columns = Columns(_first);
            await Put(_first, default);
        }

        await Close(default);
        var numbers = Enumerable.Range(1, _sheets).ToList();
        await Add("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><bookViews><workbookView/></bookViews><sheets>{string.Concat(numbers.Select(n => $"<sheet name=\"{n}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>"))}</sheets></workbook>");
        await Add("xl/styles.xml", Styles);
        await Add("xl/_rels/workbook.xml.rels", Links(numbers.Select(n => ($"rId{n}", "worksheet", $"worksheets/sheet{n}.xml")).Append(("styles", "styles", "styles.xml"))));
        await Add("_rels/.rels", Links([("rId1", "officeDocument", "xl/workbook.xml")]));
        await Add(
            "[Content_Types].xml",
            $"""
            <Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Types}.styles+xml"/>{string.Concat(numbers.Select(n => $"<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"{Types}.worksheet+xml\"/>"))}</Types>
            """);
        await Zip.DisposeAsync();
        await _written.PassOn(target, default);
        await _written.DisposeAsync();
    }

    private ZipArchive Zip => _zip ??= new ZipArchive(_written, ZipArchiveMode.Create, leaveOpen: true);

    private async Task Put(IReadOnlyList<IReadOnlyList<string>> rows, CancellationToken ct)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            if (_sheet is null || _rows == mostRows)
            {
                await Flush(text, ct);
                await Open(ct);
                if (_sheets > 1)
                {
                    Row(text, _header!);
                }
            }

            Row(text, row);
        }

        await Flush(text, ct);
    }

    private void Row(StringBuilder text, IReadOnlyList<string> row)
    {
        var isHeader = _rows++ == 0;
        text.Append("<row>");
        for (var i = 0; i < row.Count; i++)
        {
            var kind = isHeader ? CellKind.Text : KindOf(i);
            if (kind == CellKind.Number && decimal.TryParse(row[i], NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number))
            {
                text.Append(CultureInfo.InvariantCulture, $"<c><v>{number}</v></c>");
            }
            else if (kind == CellKind.Day && Serial(row[i]) is { } day)
            {
                text.Append(CultureInfo.InvariantCulture, $"<c s=\"2\"><v>{day}</v></c>");
            }
            else if (row[i].Length == 0)
            {
                text.Append("<c/>");
            }
            else
            {
                text.Append(isHeader ? "<c s=\"1\" t=\"inlineStr\">" : "<c t=\"inlineStr\">").Append("<is><t xml:space=\"preserve\">").Append(SecurityElement.Escape(string.Concat(row[i].Where(XmlConvert.IsXmlChar)))).Append("</t></is></c>");
            }
        }

        text.Append("</row>");
    }

    private CellKind KindOf(int column) => kinds is not null && column < kinds.Count ? kinds[column] : CellKind.Text;

    /// <summary>A day as spreadsheets count it, from 1 March 1900 on; before that they count a day that never was.</summary>
    private static int? Serial(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= new DateOnly(1900, 3, 1) ? (int)day.ToDateTime(TimeOnly.MinValue).ToOADate() : null;

    private static string Columns(IReadOnlyList<IReadOnlyList<string>> first) => string.Concat(
        Enumerable.Range(0, first[0].Count).Select(i => $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{Math.Clamp(first.Max(r => i < r.Count ? r[i].Length : 0) + 2, Narrowest, Widest)}\" customWidth=\"1\"/>"));

    private static string Links(IEnumerable<(string Id, string Type, string Target)> links) =>
        $"<Relationships xmlns=\"{Package}/relationships\">{string.Concat(links.Select(l => $"<Relationship Id=\"{l.Id}\" Type=\"{Relations}/{l.Type}\" Target=\"{l.Target}\"/>"))}</Relationships>";

    private async Task Open(CancellationToken ct)
    {
        await Close(ct);
        _rows = 0;
        _sheet = await Zip.CreateEntry($"xl/worksheets/sheet{++_sheets}.xml", CompressionLevel.Fastest).OpenAsync(ct);
        await _sheet.WriteAsync(
            Encoding.UTF8.GetBytes($"<worksheet xmlns=\"{Main}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>{_columns}</cols><sheetData>"), ct);
    }

    private async Task Close(CancellationToken ct)
    {
        if (_sheet is { } full)
        {
            _sheet = null;
            await full.WriteAsync("</sheetData></worksheet>"u8.ToArray(), ct);
            await full.DisposeAsync();
        }
    }

    private async Task Flush(StringBuilder text, CancellationToken ct)
    {
        if (_sheet is not null)
        {
            await _sheet.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct);
        }

        text.Clear();
        await _written.PassOn(target, ct);
    }

    private async Task Add(string name, string xml)
    {
        await using var part = await Zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync();
        await part.WriteAsync(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml));
    }
}
