using CrossSell.Kernel.Errors;

namespace CrossSell.Kernel.Import;

/// <summary>A CSV file or a sheet whose header is understood: rows by the names of our columns.</summary>
public sealed class CsvTable
{
    private readonly ITabularFile _file;
    private readonly CsvHeader _header;

    private CsvTable(ITabularFile file, CsvHeader header, string[] names)
    {
        Names = names;
        _file = file;
        _header = header;
    }

    /// <exception cref="InvalidInputException">The file can't be read, or a column is unknown, missing or there twice; each is named.</exception>
    public static CsvTable Open(byte[] bytes, CsvShape shape, IReadOnlyDictionary<string, string>? mapping, string? encoding = null)
    {
        var file = ImportFile.Open(bytes, encoding);
        var head = file.Records().FirstOrDefault() ?? throw new InvalidInputException("file", "import.empty", "The file is empty; a header row is expected.");
        return new CsvTable(file, CsvHeader.Read(head.Fields, shape, mapping), [.. head.Fields]);
    }

    /// <summary>The header as it stands in the file.</summary>
    public IReadOnlyList<string> Names { get; }

    public char Delimiter => _file.Delimiter;

    public bool Has(string column) => _header.IndexOf(column) is not null;

    public IEnumerable<CsvRow> Rows() => _file.Records().Skip(1).Select(r => new CsvRow(_header, r));
}
