namespace CrossSell.Kernel.Import;

/// <summary>The columns an import knows.</summary>
/// <param name="FreePrefix">Columns <c>prefix.NAME</c> with any name are taken as further facts.</param>
/// <param name="Synonyms">What other files call a column, in Hungarian and English; used to propose a mapping, never silently.</param>
public sealed record CsvShape(IReadOnlyList<string> Columns, IReadOnlyList<string> Required, string FreePrefix, IReadOnlyDictionary<string, string[]>? Synonyms = null)
{
    /// <summary>A mapping leaves the file's column out that it gives to this name: <c>{ "-1": "Megjegyzés" }</c>, any number after the dash.</summary>
    public const char Ignored = '-';

    public bool Knows(string column) => Columns.Contains(column) || IsFree(column) || IsIgnored(column);

    public bool IsFree(string column) => column.Length > FreePrefix.Length && column.StartsWith(FreePrefix, StringComparison.OrdinalIgnoreCase);

    public static bool IsIgnored(string column) => column.StartsWith(Ignored);
}
