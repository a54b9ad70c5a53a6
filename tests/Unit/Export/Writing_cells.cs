using CrossSell.Host.Export;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CrossSell.Unit.Export;

public sealed class Writing_cells
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("+36201234567", "+36201234567")]
    [InlineData("+36 20 123 4567", "+36 20 123 4567")]
    [InlineData("Kovács", "Kovács")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("=\"x\"", "\"'=\"\"x\"\"\"")]
    public void Gives_as_text_what_a_spreadsheet_would_take_for_a_formula(string value, string cell) => CsvSheet.Cell(value, ';').ShouldBe(cell);
}

public sealed class Writing_a_workbook
{
    /// <summary>As the web server's: it must never be written to synchronously.</summary>
    private sealed class AsyncOnly(MemoryStream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => throw new InvalidOperationException("Synchronous.");

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous.");

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => inner.WriteAsync(buffer, offset, count, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    [Fact]
    public async Task Never_writes_synchronously_and_goes_on_in_another_sheet_when_one_is_full()
    {
        var file = new MemoryStream();
        await using (var sheet = new XlsxSheet(new AsyncOnly(file), mostRows: 3))
        {
            await sheet.Write([["name"], ["a"]], default);
            await sheet.Write([["b"], ["c\u0001"], ["d"], ["e"]], default);
        }

        using var book = SpreadsheetDocument.Open(new MemoryStream(file.ToArray()), false);
        book.WorkbookPart!.Workbook!.Descendants<Sheet>().Select(s => ((WorksheetPart)book.WorkbookPart.GetPartById(s.Id!)).Worksheet!.Descendants<Cell>().Select(c => c.InnerText).ToArray())
            .ShouldBe([["name", "a", "b"], ["name", "c", "d"], ["name", "e"]]);
    }

    [Fact]
    public async Task Writes_numbers_and_days_as_such_under_a_bold_header_that_stays_in_sight()
    {
        var file = new MemoryStream();
        await using (var sheet = new XlsxSheet(new AsyncOnly(file), [CellKind.Text, CellKind.Number, CellKind.Day]))
        {
            await sheet.Write([["phone", "sum", "day"]], default);
            await sheet.Write([["0036201234567890123", "12.5", "2026-11-26"], ["=1+1", "n/a", "1850-01-01"], [string.Empty, "-3", string.Empty]], default);
        }

        using var book = SpreadsheetDocument.Open(new MemoryStream(file.ToArray()), false);
        new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(book).ShouldBeEmpty();
        var page = book.WorkbookPart!.WorksheetParts.Single().Worksheet!;
        var formats = book.WorkbookPart.WorkbookStylesPart!.Stylesheet!;
        var rows = page.Descendants<Row>().Select(r => r.Elements<Cell>().ToList()).ToList();
        var header = formats.CellFormats!.Elements<CellFormat>().ElementAt((int)rows[0][0].StyleIndex!.Value);
        formats.Fonts!.Elements<Font>().ElementAt((int)header.FontId!.Value).Bold.ShouldNotBeNull();
        page.Descendants<Pane>().ShouldHaveSingleItem().State!.Value.ShouldBe(PaneStateValues.Frozen);
        page.Descendants<Column>().Select(c => c.Width!.Value).ShouldBe([21, 10, 12]);
        (rows[1][0].DataType!.Value, rows[1][0].InnerText).ShouldBe((CellValues.InlineString, "0036201234567890123"));
        (rows[1][1].DataType, rows[1][1].CellValue!.Text).ShouldBe((null, "12.5"));
        DateTime.FromOADate(double.Parse(rows[1][2].CellValue!.Text, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(new DateTime(2026, 11, 26));
        formats.CellFormats.Elements<CellFormat>().ElementAt((int)rows[1][2].StyleIndex!.Value).NumberFormatId!.Value.ShouldBe(14u);
        rows[2].ShouldAllBe(c => c.DataType! == CellValues.InlineString && c.CellFormula == null);
        rows[3].Select(c => c.InnerText).ShouldBe([string.Empty, "-3", string.Empty]);
    }
}
