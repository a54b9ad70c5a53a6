namespace CrossSell.Kernel.Import;

/// <summary>A file of records, the header first, whatever its format.</summary>
public interface ITabularFile
{
    /// <summary>What a rejected row is written with, to be mended and imported again.</summary>
    char Delimiter { get; }

    /// <summary>The records, the header first; empty ones are passed over. Each call reads from the start.</summary>
    IEnumerable<CsvRecord> Records();
}
