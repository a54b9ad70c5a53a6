namespace CrossSell.Kernel.Import;

/// <summary>The columns an import knows.</summary>
/// <param name="FreePrefix">Columns <c>prefix.NAME</c> with any name are taken as further facts.</param>
public sealed record CsvShape(IReadOnlyList<string> Columns, IReadOnlyList<string> Required, string FreePrefix)
{
    public bool Knows(string column) => Columns.Contains(column) || IsFree(column);

    public bool IsFree(string column) => column.Length > FreePrefix.Length && column.StartsWith(FreePrefix, StringComparison.OrdinalIgnoreCase);
}
