using System.Text;
using CrossSell.Kernel.Import;

namespace CrossSell.Host.Demo;

/// <summary>Gathers rows by column name into the CSV that the imports read.</summary>
internal sealed class DemoFile(params string[] columns)
{
    private readonly StringBuilder _text = new(string.Join(',', columns) + "\r\n");

    public void Add(IReadOnlyDictionary<string, string?> row)
    {
        if (row.Keys.FirstOrDefault(k => !columns.Contains(k)) is { } unknown)
        {
            throw new ArgumentException($"The demo file has no column {unknown}.", nameof(row));
        }

        _text.AppendJoin(',', columns.Select(c => CsvText.Field(row.GetValueOrDefault(c), ','))).Append("\r\n");
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());
}
