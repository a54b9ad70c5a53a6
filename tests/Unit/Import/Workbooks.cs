using System.IO.Compression;
using System.Text;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Import;

namespace CrossSell.Unit.Import;

public sealed class Workbooks
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    [Theory]
    [InlineData("<c t=\"s\"><v>1</v></c>", "Második & szöveg")]
    [InlineData("<c t=\"inlineStr\"><is><r><t>Kis</t></r><r><t xml:space=\"preserve\"> Anna</t></r></is></c>", "Kis Anna")]
    [InlineData("<c t=\"str\"><f>A1&amp;B1</f><v>képlet</v></c>", "képlet")]
    [InlineData("<c><f>1+1</f><v>2</v></c>", "2")]
    [InlineData("<c t=\"b\"><v>1</v></c>", "true")]
    [InlineData("<c><v>1.2E+6</v></c>", "1200000")]
    [InlineData("<c><v>0.1</v></c>", "0.1")]
    [InlineData("<c s=\"1\"><v>45992</v></c>", "2025-12-01")]
    [InlineData("<c s=\"2\"><v>45992.5</v></c>", "2025-12-01 12:00:00")]
    [InlineData("<c s=\"3\"><v>45992</v></c>", "45992")]
    [InlineData("<c s=\"1\"><v>59</v></c>", "1900-02-28")]
    [InlineData("<c s=\"1\"><v>61</v></c>", "1900-03-01")]
    public void A_cell_is_what_it_holds_not_how_it_looks(string cell, string value) => Read(Book($"<row>{cell}</row>")).Single().Fields.ShouldBe([value]);

    [Fact]
    public void A_workbook_of_1904_counts_from_its_own_day() =>
        Read(Book("<row><c s=\"1\"><v>44530</v></c></row>", from1904: true)).Single().Fields.ShouldBe(["2025-12-01"]);

    [Theory]
    [InlineData("<c r=\"A1\" s=\"1\"><v>60</v></c>", "is no day")]
    [InlineData("<c r=\"A1\"><f>NOW()</f></c>", "formula without a value")]
    [InlineData("<c r=\"A1\" t=\"e\"><v>#REF!</v></c>", "#REF!")]
    public void A_cell_that_says_nothing_usable_is_the_rows_fault(string cell, string said) => Read(Book($"<row r=\"7\">{cell}</row>")).Single().ShouldSatisfyAllConditions(
        r => r.Line.ShouldBe(7), r => r.Fault.ShouldNotBeNull().ShouldContain(said));

    [Fact]
    public void Cells_stand_where_their_names_say_and_empty_rows_are_passed_over()
    {
        var records = Read(Book("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"C1\"><v>3</v></c></row><row r=\"2\"/><row r=\"5\"><c r=\"B5\"><v>2</v></c></row>"));

        records.Select(r => r.Line).ShouldBe([1, 5]);
        records[0].Fields.ShouldBe(["1", "", "3"]);
        records[1].Fields.ShouldBe(["", "2", ""]);
    }

    [Fact]
    public void Says_what_is_wrong_with_what_is_no_usable_workbook()
    {
        Code(Zip(("readme.txt", "x"))).ShouldBe("import.noWorkbook");
        Code(Book("<row/>", more: [("xl/vbaProject.bin", "x")])).ShouldBe("import.macro");
        Code([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).ShouldBe("import.locked");
        Code(Book("<row><c><v>1</v></row>")).ShouldBe("import.brokenXlsx");
        var whole = Book("<row><c><v>1</v></c></row>");
        Code(whole[..(whole.Length / 2)]).ShouldBe("import.brokenXlsx");
        Code(Book("<!DOCTYPE x><row/>")).ShouldBe("import.brokenXlsx");
    }

    [Theory]
    [InlineData("<row><c><v>1</v></c></row>", 4_000_000)]
    [InlineData(" ", 90_000_000)]
    public void A_bomb_is_never_unpacked(string piece, int times)
    {
        var bomb = Bomb(piece, times);
        bomb.Length.ShouldBeLessThan(1_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Code(bomb).ShouldBe("import.bomb");

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_500_000_000);
    }

    [Fact]
    public void Any_damage_is_a_clear_answer_and_never_another_exception()
    {
        var whole = Book("<row><c t=\"s\"><v>1</v></c><c s=\"1\"><v>45992</v></c></row>");
        var chance = new Random(20261125);
        for (var i = 0; i < 3000; i++)
        {
            var damaged = whole.ToArray();
            for (var n = chance.Next(1, 4); n > 0; n--)
            {
                damaged[chance.Next(damaged.Length)] = (byte)chance.Next(256);
            }

            Answer(damaged);
        }
    }

    private static void Answer(byte[] file)
    {
        try
        {
            ImportFile.Open(file).Records().Count();
        }
        catch (InvalidInputException clear)
        {
            clear.Faults.ShouldNotBeEmpty();
        }
    }

    private static List<CsvRecord> Read(byte[] book) => [.. ImportFile.Open(book).Records()];

    private static string Code(byte[] file) => Should.Throw<InvalidInputException>(() => Read(file)).Faults.Single().Code;

    private static byte[] Book(string rows, bool from1904 = false, params (string Name, string Text)[] more) => Zip([.. Parts(from1904), ("xl/worksheets/sheet1.xml", $"<worksheet {Main}><sheetData>{rows}</sheetData></worksheet>"), .. more]);

    private static (string Name, string Text)[] Parts(bool from1904) =>
    [
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        ("xl/workbook.xml", $"<workbook {Main} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr date1904=\"{(from1904 ? "1" : "0")}\"/><sheets><sheet name=\"Rejtett\" sheetId=\"2\" state=\"hidden\" r:id=\"rId2\"/><sheet name=\"Lap\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("xl/styles.xml", $"<styleSheet {Main}><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy. mm. dd. hh:mm\"/><numFmt numFmtId=\"165\" formatCode=\"0 &quot;darab&quot;\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>"),
        ("xl/sharedStrings.xml", $"<sst {Main}><si><t>Első</t></si><si><r><t>Második</t></r><r><t xml:space=\"preserve\"> &amp; szöveg</t></r></si></sst>"),
    ];

    private static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return target.ToArray();
    }

    private static byte[] Bomb(string piece, int times)
    {
        using var target = new MemoryStream();
        target.Write(Zip(Parts(false)));
        using (var zip = new ZipArchive(target, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Optimal).Open();
            part.Write(Encoding.UTF8.GetBytes($"<worksheet {Main}><sheetData>"));
            var chunk = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 10_000)));
            for (var i = 0; i < times / 10_000; i++)
            {
                part.Write(chunk);
            }
        }

        return target.ToArray();
    }
}
