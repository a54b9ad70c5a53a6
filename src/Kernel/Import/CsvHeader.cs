using CrossSell.Kernel.Errors;

namespace CrossSell.Kernel.Import;

/// <summary>Which field of a record is which of our columns.</summary>
public sealed class CsvHeader
{
    private readonly Dictionary<string, int> _index = [];
    private readonly List<(string Name, int Index)> _free = [];

    private CsvHeader(int width) => Width = width;

    /// <summary>Number of named columns.</summary>
    public int Width { get; }

    /// <summary>The free columns by the name after the prefix.</summary>
    public IReadOnlyList<(string Name, int Index)> Free => _free;

    public int? IndexOf(string column) => _index.TryGetValue(column, out var index) ? index : null;

    internal static CsvHeader Read(string[] fields, CsvShape shape, IReadOnlyDictionary<string, string>? mapping)
    {
        var names = Names(fields);
        var faults = new Faults();
        var ours = Ours(names, shape, mapping ?? new Dictionary<string, string>(), faults);
        var header = new CsvHeader(names.Length);
        for (var i = 0; i < names.Length; i++)
        {
            header.Add(names[i], ours[i], i, shape, faults);
        }

        foreach (var missing in shape.Required.Where(c => header.IndexOf(c) is null))
        {
            faults.Add(missing, "import.missingColumn", $"The column {missing} is required and not in the header.");
        }

        faults.Throw();
        return header;
    }

    private static string[] Names(string[] fields)
    {
        var width = fields.Length;
        while (width > 0 && string.IsNullOrWhiteSpace(fields[width - 1]))
        {
            width--;
        }

        return [.. fields.Take(width).Select(f => f.Trim())];
    }

    /// <summary>The mapping says our name first: <c>{ "external_id": "Azonosító" }</c>.</summary>
    private static string[] Ours(string[] names, CsvShape shape, IReadOnlyDictionary<string, string> mapping, Faults faults)
    {
        string[] ours = [.. names];
        foreach (var (our, theirs) in mapping)
        {
            var index = Array.FindIndex(names, n => string.Equals(n, theirs.Trim(), StringComparison.OrdinalIgnoreCase));
            if (!shape.Knows(our))
            {
                faults.Add(our, "import.mapping", $"The mapping names {our}, which is no column of this import. Ours come first: {{ \"{shape.Columns[0]}\": \"column of the file\" }}.");
            }
            else if (index < 0)
            {
                faults.Add(our, "import.mapping", $"The mapping takes {our} from the column {theirs}, which is not in the header.");
            }
            else
            {
                ours[index] = our;
            }
        }

        return ours;
    }

    private void Add(string theirs, string our, int index, CsvShape shape, Faults faults)
    {
        if (our.Length == 0)
        {
            faults.Add("file", "import.namelessColumn", $"Column {index + 1} of the header has no name.");
            return;
        }

        var free = shape.IsFree(our);
        var name = free ? shape.FreePrefix + our[shape.FreePrefix.Length..] : our.ToLowerInvariant();
        if (CsvShape.IsIgnored(name) || (!shape.Knows(name) && name == RejectedFile.ReasonColumn))
        {
            return;
        }

        if (!shape.Knows(name))
        {
            faults.Add(theirs, "import.unknownColumn", $"The column {theirs} is not known. Known: {string.Join(", ", shape.Columns)}, {shape.FreePrefix}NAME.");
        }
        else if (!_index.TryAdd(name, index))
        {
            faults.Add(theirs, "import.columnTwice", $"The column {name} is there twice.");
        }
        else if (free)
        {
            _free.Add((name[shape.FreePrefix.Length..].Trim(), index));
        }
    }
}
