using System.Text;

namespace CrossSell.Host.Export;

/// <summary>A table on its way out, row by row.</summary>
internal interface ISheet : IAsyncDisposable
{
    Task Write(IEnumerable<IReadOnlyList<string>> rows, CancellationToken ct);
}

/// <summary>What the cells of a column are. Numbers and days come as the invariant culture writes them; what does not read as one is text.</summary>
internal enum CellKind
{
    /// <summary>Also what is made of digits and not counted with: telephone, tax and contract numbers, postal codes.</summary>
    Text,
    Number,
    Day,
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
