using CrossSell.Catalog.Messages;

namespace CrossSell.Catalog.Domain;

/// <summary>What can be said only when all lines are known.</summary>
internal static class CatalogCheck
{
    public static CatalogFindings Run(IReadOnlyList<LineReading> readings)
    {
        LineReading[] clean = [.. readings.Where(reading => reading.Line is not null)];
        return new CatalogFindings(
            [.. Repeated(clean, LineKeys, "line"), .. Repeated(clean, ProcessKeys, "process")],
            [.. UnknownForeignProducts(clean)]);
    }

    private static IEnumerable<LineFault> UnknownForeignProducts(LineReading[] readings)
    {
        var lines = readings.Select(reading => reading.Line!.Line).ToHashSet(StringComparer.Ordinal);
        var products = readings.SelectMany(reading => reading.Line!.Products.Select(reading.Line.AddressOf)).ToHashSet(StringComparer.Ordinal);
        return
            from reading in readings
            from reference in reading.References
            where reference.IsForeign && !products.Contains(reference.Product)
            select new LineFault(FileIn(reading, LineFolder.LineFile), reference.Pointer, $"product '{reference.Product}' is not known", Hint(reference.Product, lines));
    }

    private static string Hint(string product, HashSet<string> lines)
    {
        var line = product[..product.IndexOf('/', StringComparison.Ordinal)];
        return lines.Contains(line) ? $"line '{line}' has no such product" : $"line '{line}' is not installed";
    }

    private static IEnumerable<LineFault> Repeated(LineReading[] readings, Func<LineReading, IEnumerable<(string Key, string File, string Pointer)>> keys, string what) =>
        from entry in readings.SelectMany(reading => keys(reading), (reading, key) => (Reading: reading, key.Key, key.File, key.Pointer))
        group entry by entry.Key into same
        from entry in same.Skip(1)
        select new LineFault(FileIn(entry.Reading, entry.File), entry.Pointer, $"{what} '{same.Key}' stands in folder '{FolderOf(same.First().Reading)}' too", "each is unique in the house");

    private static IEnumerable<(string Key, string File, string Pointer)> LineKeys(LineReading reading) =>
        [(reading.Line!.Line, LineFolder.LineFile, "/line")];

    private static IEnumerable<(string Key, string File, string Pointer)> ProcessKeys(LineReading reading) =>
        reading.Processes.Zip(reading.Line!.Processes, (process, file) => (process.Key, file.File, "/key"));

    private static string FolderOf(LineReading reading) => Path.GetFileName(Path.TrimEndingDirectorySeparator(reading.Folder));

    private static string FileIn(LineReading reading, string file) => $"{FolderOf(reading)}/{file}";
}

/// <summary>Faults keep a line out of the catalog; warnings are shown and change nothing.</summary>
internal sealed record CatalogFindings(IReadOnlyList<LineFault> Faults, IReadOnlyList<LineFault> Warnings);
