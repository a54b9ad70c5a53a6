using System.IO.Compression;
using System.Security;
using System.Text;
using System.Xml;
using CrossSell.Kernel.Data;

namespace CrossSell.Host.Export;

/// <summary>A table on its way out, row by row.</summary>
internal interface ISheet : IAsyncDisposable
{
    Task Write(IEnumerable<IReadOnlyList<string>> rows, CancellationToken ct);
}

/// <summary>CSV after RFC 4180, UTF-8 with a mark so that spreadsheets read the accents. What a spreadsheet would take for a formula is given as text.</summary>
internal sealed class CsvSheet(Stream stream, char separator) : ISheet
{
    private static readonly char[] Formula = ['=', '+', '-', '@', '\t', '\r'];
    private bool _begun;

    public async Task Write(IEnumerable<IReadOnlyList<string>> rows, CancellationToken ct)
    {
        var text = new StringBuilder(_begun ? string.Empty : "\uFEFF");
        _begun = true;
        foreach (var row in rows)
        {
            text.AppendJoin(separator, row.Select(c => Cell(c, separator))).Append("\r\n");
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static string Cell(string value, char separator)
    {
        var safe = IsFormula(value) ? "'" + value : value;
        return safe.AsSpan().IndexOfAny('"', '\r', '\n') >= 0 || safe.Contains(separator, StringComparison.Ordinal) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    /// <summary>A telephone number begins as a formula does and can't be one.</summary>
    private static bool IsFormula(string value) => value.Length > 0 && Formula.Contains(value[0]) && !(value[0] is '+' && value.AsSpan(1).IndexOfAnyExcept("0123456789 ") < 0);
}

/// <summary>XLSX, written as it is read: every cell is text, so nothing in it is ever a formula. Where a sheet is full another begins.</summary>
internal sealed class XlsxSheet : ISheet
{
    public const int MostRows = 1_048_576;
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private readonly Stream _target;
    private readonly int _mostRows;
    private readonly ForwardStream _written = new();
    private readonly ZipArchive _zip;
    private IReadOnlyList<string>? _header;
    private Stream? _sheet;
    private int _sheets;
    private int _rows;

    public XlsxSheet(Stream target, int mostRows = MostRows)
    {
        (_target, _mostRows) = (target, mostRows);
        _zip = new ZipArchive(_written, ZipArchiveMode.Create, leaveOpen: true);
    }

    public async Task Write(IEnumerable<IReadOnlyList<string>> rows, CancellationToken ct)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            _header ??= row;
            if (_sheet is null || _rows == _mostRows)
            {
                await Flush(text, ct);
                await Open(ct);
                if (_sheets > 1)
                {
                    Row(text, _header);
                }
            }

            Row(text, row);
        }

        await Flush(text, ct);
    }

    public async ValueTask DisposeAsync()
    {
        await Close(default);
        var numbers = Enumerable.Range(1, _sheets).ToList();
        await Add("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{string.Concat(numbers.Select(n => $"<sheet name=\"{n}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>"))}</sheets></workbook>");
        await Add("xl/_rels/workbook.xml.rels", Links(numbers.Select(n => ($"rId{n}", "worksheet", $"worksheets/sheet{n}.xml"))));
        await Add("_rels/.rels", Links([("rId1", "officeDocument", "xl/workbook.xml")]));
        await Add(
            "[Content_Types].xml",
            $"""
            <Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{string.Concat(numbers.Select(n => $"<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"))}</Types>
            """);
        await _zip.DisposeAsync();
        await _written.PassOn(_target, default);
        await _written.DisposeAsync();
    }

    private static string Links(IEnumerable<(string Id, string Type, string Target)> links) =>
        $"<Relationships xmlns=\"{Package}/relationships\">{string.Concat(links.Select(l => $"<Relationship Id=\"{l.Id}\" Type=\"{Relations}/{l.Type}\" Target=\"{l.Target}\"/>"))}</Relationships>";

    private void Row(StringBuilder text, IReadOnlyList<string> row)
    {
        _rows++;
        text.Append("<row>");
        foreach (var cell in row)
        {
            text.Append("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">").Append(SecurityElement.Escape(string.Concat(cell.Where(XmlConvert.IsXmlChar)))).Append("</t></is></c>");
        }

        text.Append("</row>");
    }

    private async Task Open(CancellationToken ct)
    {
        await Close(ct);
        _rows = 0;
        _sheet = await _zip.CreateEntry($"xl/worksheets/sheet{++_sheets}.xml", CompressionLevel.Fastest).OpenAsync(ct);
        await _sheet.WriteAsync(Encoding.UTF8.GetBytes($"<worksheet xmlns=\"{Main}\"><sheetData>"), ct);
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
        await _written.PassOn(_target, ct);
    }

    private async Task Add(string name, string xml)
    {
        await using var part = await _zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync();
        await part.WriteAsync(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml));
    }
}
