using CrossSell.Kernel.Errors;

namespace CrossSell.Kernel.Import;

/// <summary>One row, by the names of our columns. An empty cell says nothing.</summary>
public sealed class CsvRow(CsvHeader header, CsvRecord record)
{
    public int Line => record.Line;

    public IReadOnlyList<string> Values => record.Fields;

    /// <summary>The free columns that say something.</summary>
    public IReadOnlyDictionary<string, string> Free => header.Free
        .Where(f => !string.IsNullOrWhiteSpace(record.Fields[f.Index]))
        .ToDictionary(f => f.Name, f => record.Fields[f.Index].Trim());

    /// <summary>Adds why the row as a whole can't be read: badly quoted, or not as wide as the header.</summary>
    /// <returns>Whether its cells may be read.</returns>
    public bool IsWhole(Faults faults)
    {
        if (record.Fault is not null)
        {
            faults.Add("row", "import.malformed", record.Fault);
        }
        else if (record.Fields.Length < header.Width || record.Fields.Skip(header.Width).Any(f => !string.IsNullOrWhiteSpace(f)))
        {
            faults.Add("row", "import.width", $"The row has {record.Fields.Length} fields, the header {header.Width}.");
        }

        return !faults.Any;
    }

    public string? Text(string column) =>
        header.IndexOf(column) is { } index && record.Fields[index].Trim() is { Length: > 0 } text ? text : null;

    public string? Required(string column, Faults faults)
    {
        var text = Text(column);
        if (text is null)
        {
            faults.Add(column, "required", "Required.");
        }

        return text;
    }

    public DateOnly? Date(string column, Faults faults) =>
        Parsed<DateOnly>(column, CsvValue.Date, "import.date", "is no date; expected 2026-11-23 or 2026.11.23.", faults);

    public decimal? Decimal(string column, Faults faults) =>
        Parsed<decimal>(column, CsvValue.Decimal, "import.number", "is no number; expected 1234.5 or 1234,5.", faults);

    public int? Whole(string column, Faults faults) =>
        Parsed<int>(column, CsvValue.Whole, "import.wholeNumber", "is no whole number.", faults);

    public IReadOnlyList<string>? List(string column) =>
        Text(column)?.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private T? Parsed<T>(string column, Func<string, T?> parse, string code, string complaint, Faults faults)
        where T : struct
    {
        if (Text(column) is not { } text)
        {
            return null;
        }

        var value = parse(text);
        if (value is null)
        {
            faults.Add(column, code, $"\"{text}\" {complaint}");
        }

        return value;
    }
}
