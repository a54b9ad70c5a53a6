using System.Text;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Import;

namespace CrossSell.Unit.Import;

public sealed class CsvFiles
{
    [Theory]
    [InlineData("a,b\n1,2\n", ',')]
    [InlineData("a;b\r\n1;2", ';')]
    [InlineData("a\tb\r1\t2\r", '\t')]
    [InlineData("sep=;\r\na;b\r\n1;2\r\n", ';')]
    [InlineData("\"a,x\";b\n1;2\n", ';')]
    public void Tells_the_delimiter_from_the_header(string text, char delimiter)
    {
        var file = CsvFile.Open(Encoding.UTF8.GetBytes(text));

        file.Delimiter.ShouldBe(delimiter);
        file.Records().Last().Fields.ShouldBe(["1", "2"]);
    }

    [Fact]
    public void Takes_a_byte_order_mark_away()
    {
        var records = Records([.. Encoding.UTF8.Preamble, .. "név,b\n"u8]);

        records[0].Fields.ShouldBe(["név", "b"]);
    }

    [Fact]
    public void Reads_quoted_fields_and_counts_the_lines_inside_them()
    {
        var records = Records("a,b\n\"egy \"\"kettő\"\"\nhárom\",\"x,y\"\n1,2\n"u8);

        records[1].Fields.ShouldBe(["egy \"kettő\"\nhárom", "x,y"]);
        records[1].Line.ShouldBe(2);
        records[2].Line.ShouldBe(4);
    }

    [Fact]
    public void Keeps_empty_fields_and_passes_over_empty_lines()
    {
        var records = Records("a,b,c\n\n,\"\",\n   \n1,,3"u8);

        records.Select(r => r.Line).ShouldBe([1, 3, 5]);
        records[1].Fields.ShouldBe(["", "", ""]);
        records[2].Fields.ShouldBe(["1", "", "3"]);
    }

    [Fact]
    public void A_quotation_mark_inside_a_plain_field_is_itself()
    {
        Records("a,b\n5\" cső,x\n"u8)[1].Fields.ShouldBe(["5\" cső", "x"]);
    }

    [Fact]
    public void Text_after_a_closing_quotation_mark_is_a_fault_of_the_row_alone()
    {
        var records = Records("a,b\n\"x\"y,1\n2,3\n"u8);

        records[1].Fault.ShouldNotBeNull();
        records[2].Fault.ShouldBeNull();
        records[2].Fields.ShouldBe(["2", "3"]);
    }

    [Fact]
    public void An_unclosed_quotation_mark_names_the_line_it_was_opened_on()
    {
        Refusal("a,b\n1,2\n3,\"x\n4,5\n"u8, "import.quote").ShouldContain("Line 3");
    }

    [Fact]
    public void Another_encoding_is_refused_with_its_first_line()
    {
        byte[] windows1250 = [.. "a,b\n1,2\nT"u8, 0xF5, .. "ke,3\n"u8];

        var message = Refusal(windows1250, "import.notUtf8");

        message.ShouldContain("Line 3");
        message.ShouldContain("Windows-1250");
    }

    [Fact]
    public void A_wrong_byte_far_into_the_file_is_found()
    {
        var text = string.Concat(Enumerable.Repeat("árvíztűrő,tükörfúrógép\n", 20_000));

        Refusal([.. Encoding.UTF8.GetBytes(text), 0xE1, (byte)'\n'], "import.notUtf8").ShouldContain("Line 20001");
    }

    [Fact]
    public void Spreadsheets_and_binaries_are_refused_each_in_its_words()
    {
        Refusal([(byte)'P', (byte)'K', 3, 4], "import.xlsx").ShouldContain("CSV UTF-8");
        Refusal([(byte)'a', 0, (byte)'b'], "import.binary").ShouldContain("zero byte");
    }

    private static List<CsvRecord> Records(ReadOnlySpan<byte> bytes) => [.. CsvFile.Open(bytes.ToArray()).Records()];

    private static string Refusal(ReadOnlySpan<byte> bytes, string code)
    {
        var file = bytes.ToArray();
        var fault = Should.Throw<InvalidInputException>(() => CsvFile.Open(file).Records().ToList()).Faults.ShouldHaveSingleItem();
        fault.Code.ShouldBe(code);
        return fault.Message;
    }
}
