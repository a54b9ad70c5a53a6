using System.Globalization;
using System.Text;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Import;

namespace CrossSell.Unit.Import;

/// <summary>Measures memory, which others would use at the same time.</summary>
[CollectionDefinition(nameof(CsvTables), DisableParallelization = true)]
[Collection(nameof(CsvTables))]
public sealed class CsvTables
{
    private static readonly CsvShape Shape = new(["external_id", "kind", "birth_date", "price", "tags"], ["external_id", "kind"], "attr.");

    [Fact]
    public void Finds_columns_whatever_their_order_and_case()
    {
        var row = Rows(" Kind ;EXTERNAL_ID;Attr.Kereset\nperson; C1 ;450 000\n").Single();

        row.Text("external_id").ShouldBe("C1");
        row.Text("kind").ShouldBe("person");
        row.Text("birth_date").ShouldBeNull();
        row.Free.ShouldBe(new Dictionary<string, string> { ["Kereset"] = "450 000" });
    }

    [Fact]
    public void Names_every_column_that_is_unknown_missing_or_there_twice()
    {
        var faults = Refusal("external_id,colour,price,PRICE\n");

        faults.Select(f => (f.Field, f.Code)).ShouldBe([("colour", "import.unknownColumn"), ("PRICE", "import.columnTwice"), ("kind", "import.missingColumn")]);
    }

    [Fact]
    public void A_mapping_says_where_our_columns_are()
    {
        var row = Rows("Azonosító,Típus,Szín\nC1,person,zöld\n", new() { ["external_id"] = "azonosító", ["kind"] = "Típus", ["attr.colour"] = "Szín" }).Single();

        row.Text("external_id").ShouldBe("C1");
        row.Free["colour"].ShouldBe("zöld");
    }

    [Fact]
    public void A_mapping_that_names_nothing_is_refused_on_either_side()
    {
        Refusal("external_id,kind\n", new() { ["Azonosító"] = "external_id" }).ShouldContain(f => f.Field == "Azonosító");
        Refusal("external_id,kind\n", new() { ["tags"] = "Címkék" }).ShouldContain(f => f.Field == "tags");
    }

    [Fact]
    public void A_row_of_another_width_is_not_whole_but_empty_cells_at_the_end_do_no_harm()
    {
        var rows = Rows("external_id,kind,tags\nC1,person\nC2,person,a,b\nC3,person,a,,\n").ToList();

        rows.Select(r => r.IsWhole(new Faults())).ShouldBe([false, false, true]);
    }

    [Fact]
    public void Two_million_rows_are_read_one_after_another()
    {
        var text = new StringBuilder("external_id,kind,attr.name,tags\n");
        for (var row = 0; row < 2_000_000; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"A-{row},person,Kovács,anna@example.com\n");
        }

        var table = CsvTable.Open(Encoding.UTF8.GetBytes(text.ToString()), Shape, null);
        var before = GC.GetTotalMemory(true);

        var (count, last) = (0, (CsvRow?)null);
        foreach (var row in table.Rows())
        {
            (count, last) = (count + 1, row);
            if (count % 500_000 == 0)
            {
                (GC.GetTotalMemory(true) - before).ShouldBeLessThan(4_000_000);
            }
        }

        (count, last!.Text("external_id"), last.Line).ShouldBe((2_000_000, "A-1999999", 2_000_001));
    }

    [Fact]
    public void An_empty_file_says_so()
    {
        Refusal(string.Empty).Single().Code.ShouldBe("import.empty");
    }

    [Fact]
    public void The_rejected_file_keeps_the_columns_adds_the_reason_and_can_be_imported_again()
    {
        var original = Encoding.UTF8.GetBytes("external_id;kind\nC1;\"pers;on\"\n");
        var report = new ImportReport(Guid.Empty, "clients", false, 1, 0, 0, 0, [new RejectedRow(2, "kind", "Must be \"person\".", ["C1", "pers;on"])]);

        var written = RejectedFile.Write(original, report);

        Encoding.UTF8.GetString(written).TrimStart('\ufeff').ShouldBe("external_id;kind;reason\r\nC1;\"pers;on\";\"Must be \"\"person\"\".\"\r\n");
        CsvTable.Open(written, Shape, null).Rows().Single().Text("kind").ShouldBe("pers;on");
    }

    private static IEnumerable<CsvRow> Rows(string text, Dictionary<string, string>? mapping = null) =>
        CsvTable.Open(Encoding.UTF8.GetBytes(text), Shape, mapping).Rows();

    private static IReadOnlyList<FieldFault> Refusal(string text, Dictionary<string, string>? mapping = null) =>
        Should.Throw<InvalidInputException>(() => Rows(text, mapping)).Faults;
}
