namespace CrossSell.Kernel.Import;

/// <param name="Line">The line it begins on, the file's first being 1.</param>
/// <param name="Fault">Why its fields can't be trusted; none when it is well formed.</param>
public sealed record CsvRecord(int Line, string[] Fields, string? Fault)
{
    public bool IsBlank => Fields is [var only] && string.IsNullOrWhiteSpace(only);
}
