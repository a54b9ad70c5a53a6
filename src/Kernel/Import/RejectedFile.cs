using System.Text;

namespace CrossSell.Kernel.Import;

/// <summary>The rows an import refused, as a file to mend and import again: the original columns and the reason.</summary>
public static class RejectedFile
{
    public const string ReasonColumn = "reason";

    public static byte[] Write(byte[] original, ImportReport report, string? encoding = null)
    {
        var file = ImportFile.Open(original, encoding);
        var header = file.Records().First().Fields;
        var text = new StringBuilder();
        Append(text, [.. header, ReasonColumn], file.Delimiter);
        foreach (var row in report.Rejected)
        {
            Append(text, [.. Fitted(row.Values, header.Length), row.Reason], file.Delimiter);
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>A row that is not as wide as the header keeps the reason in its own column.</summary>
    public static IEnumerable<string> Fitted(IReadOnlyList<string> values, int width) =>
        values.Count <= width
            ? values.Concat(Enumerable.Repeat(string.Empty, width - values.Count))
            : values.Take(width - 1).Append(string.Join(' ', values.Skip(width - 1)));

    private static void Append(StringBuilder text, string[] fields, char delimiter) => text.AppendJoin(delimiter, fields.Select(f => CsvText.Field(f, delimiter))).Append("\r\n");
}
