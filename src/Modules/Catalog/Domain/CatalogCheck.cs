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
            select Unknown(FileIn(reading, LineFolder.LineFile), reference, lines);
    }

    private static LineFault Unknown(string file, ProductReference reference, HashSet<string> lines)
    {
        var line = reference.Product[..reference.Product.IndexOf('/', StringComparison.Ordinal)];
        return lines.Contains(line)
            ? LineFault.Of(file, reference.Pointer, "unknownInLine", $"product '{reference.Product}' is not known", $"line '{line}' has no such product")
            : LineFault.Of(file, reference.Pointer, "lineNotInstalled", $"product '{reference.Product}' is not known", $"line '{line}' is not installed");
    }

    private static IEnumerable<LineFault> Repeated(LineReading[] readings, Func<LineReading, IEnumerable<(string Key, string File, string Pointer)>> keys, string what) =>
        from entry in readings.SelectMany(reading => keys(reading), (reading, key) => (Reading: reading, key.Key, key.File, key.Pointer))
        group entry by entry.Key into same
        from entry in same.Skip(1)
        select LineFault.Of(FileIn(entry.Reading, entry.File), entry.Pointer, what + "Repeated", $"{what} '{same.Key}' stands in folder '{FolderOf(same.First().Reading)}' too", "each is unique in the house");

    private static IEnumerable<(string Key, string File, string Pointer)> LineKeys(LineReading reading) =>
        [(reading.Line!.Line, LineFolder.LineFile, "/line")];

    private static IEnumerable<(string Key, string File, string Pointer)> ProcessKeys(LineReading reading) =>
        reading.Processes.Zip(reading.Line!.Processes, (process, file) => (process.Key, file.File, "/key"));

    private static string FolderOf(LineReading reading) => Path.GetFileName(Path.TrimEndingDirectorySeparator(reading.Folder));

    private static string FileIn(LineReading reading, string file) => $"{FolderOf(reading)}/{file}";
}

/// <summary>Faults keep a line out of the catalog; warnings are shown and change nothing.</summary>
internal sealed record CatalogFindings(IReadOnlyList<LineFault> Faults, IReadOnlyList<LineFault> Warnings);
