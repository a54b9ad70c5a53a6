namespace CrossSell.Kernel.Import;

/// <summary>Writes a field so that it reads back as it was.</summary>
public static class CsvText
{
    public static string Field(string? value, char delimiter) =>
        value is null ? string.Empty
        : value.Contains(delimiter) || value.AsSpan().ContainsAny("\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : value;
}
