using System.Text;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Import;

namespace CrossSell.Unit.Import;

public sealed class Proposing_a_mapping
{
    private static readonly CsvShape Shape = new(
        ["external_id", "birth_date", "phone"], ["external_id"], "attr.",
        new Dictionary<string, string[]> { ["external_id"] = ["Ügyfélkód", "id"], ["birth_date"] = ["Születési dátum"], ["phone"] = ["Telefonszám", "Telefon"] });

    [Theory]
    [InlineData("EXTERNAL ID", "external_id", "name")]
    [InlineData("ugyfelkod", "external_id", "synonym")]
    [InlineData("Születési dátm", "birth_date", "similar")]
    [InlineData("Attr.szín", "Attr.szín", "name")]
    [InlineData("ix", null, null)]
    [InlineData("Megjegyzés", null, null)]
    public void Reads_a_header_as_a_person_would(string column, string? ours, string? by) => ColumnGuess.For([column], Shape).ShouldBe([(ours, by)]);

    [Fact]
    public void One_of_ours_is_given_once_and_the_surest_match_gets_it() =>
        ColumnGuess.For(["Telefonszam2", "Telefon"], Shape).Select(c => c.Ours).ShouldBe([null, "phone"]);

    [Fact]
    public void What_was_saved_stands() =>
        ColumnGuess.For(["Telefon", "Kód"], Shape, new Dictionary<string, string> { ["attr.mobil"] = "telefon", ["external_id"] = "Kód" }).ShouldBe([("attr.mobil", "saved"), ("external_id", "saved")]);

    [Fact]
    public void A_column_can_be_left_out()
    {
        var rows = CsvTable.Open("Kód,Megjegyzés\nC1,titok\n"u8.ToArray(), Shape, new Dictionary<string, string> { ["external_id"] = "Kód", ["-1"] = "Megjegyzés" }).Rows().ToList();

        (rows.Single().Text("external_id"), rows.Single().Free.Count).ShouldBe(("C1", 0));
    }

    [Fact]
    public void Another_encoding_is_read_when_it_is_said()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var file = Encoding.GetEncoding("windows-1250").GetBytes("external_id\nŐrségi Űr\n");

        ImportFile.Open(file, "windows-1250").Records().Last().Fields.ShouldBe(["Őrségi Űr"]);
        Should.Throw<InvalidInputException>(() => ImportFile.Open(file)).Faults.Single().ShouldSatisfyAllConditions(f => f.Code.ShouldBe("import.notUtf8"), f => f.Arguments.ShouldBe([("line", 2)]));
        Should.Throw<InvalidInputException>(() => ImportFile.Open(file, "latin-9")).Faults.Single().Code.ShouldBe("notOneOf");
        ImportFile.Open([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("a\nő\n")], "utf-16").Records().Last().Fields.ShouldBe(["ő"]);
        ImportFile.Open([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("a\nő\n")]).Records().Last().Fields.ShouldBe(["ő"], "its mark says what it is");
        ImportFile.Open([.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes("a\nő\n")]).Records().Last().Fields.ShouldBe(["ő"]);
    }
}
