using System.Text;
using CrossSell.Kernel.Import;
using CsCheck;

namespace CrossSell.Unit.Import;

public sealed class CsvRoundTrip
{
    [Fact]
    public void What_is_written_reads_back_as_it_was()
    {
        var field = Gen.OneOf(Gen.String[Gen.Char["aő,;\t\"\r\n 1"], 0, 8]);
        Gen.Select(Gen.Char[",;\t"], field.Array[2, 4].Array[1, 5]).Sample((delimiter, rows) =>
        {
            var width = rows[0].Length;
            var lines = rows.Select(r => Enumerable.Range(0, width).Select(i => r.ElementAtOrDefault(i) ?? string.Empty).ToArray()).ToList();
            string[] header = [.. Enumerable.Range(0, width).Select(i => "c" + i)];
            var text = string.Concat(lines.Prepend(header).Select(l => string.Join(delimiter, l.Select(f => CsvText.Field(f, delimiter))) + "\r\n"));

            var read = CsvFile.Open(Encoding.UTF8.GetBytes(text)).Records().Skip(1).Select(r => r.Fields).ToList();

            return read.Count == lines.Count && read.Zip(lines).All(p => p.First.SequenceEqual(p.Second));
        });
    }
}
