using System.Globalization;
using System.Xml;

namespace CrossSell.Kernel.Import;

/// <summary>Cuts a sheet into records. Rows are as wide as the first; what lies right of the header is the row's own trouble.</summary>
internal sealed class XlsxSheet(XmlReader xml, IReadOnlyList<string> texts, XlsxStyles styles, bool from1904)
{
    private const int MostColumns = 16_384;
    private readonly List<string> _fields = [];
    private int _width;
    private int _row;
    private string? _fault;

    public CsvRecord? Next()
    {
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "row" } && Row() is { } record)
            {
                return record;
            }
        }

        return null;
    }

    private CsvRecord? Row()
    {
        _row = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : _row + 1;
        _fields.Clear();
        _fault = null;
        if (!xml.IsEmptyElement)
        {
            for (var depth = xml.Depth; xml.Read() && xml.Depth > depth;)
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "c" })
                {
                    Cell();
                }
            }
        }

        if (_fault is null && _fields.TrueForAll(string.IsNullOrWhiteSpace))
        {
            return null;
        }

        while (_fields.Count < _width)
        {
            _fields.Add(string.Empty);
        }

        _width = _width == 0 ? _fields.Count : _width;
        return new CsvRecord(_row, [.. _fields], _fault);
    }

    private void Cell()
    {
        var name = xml.GetAttribute("r");
        var column = name is null ? _fields.Count : XlsxValue.Column(name);
        if (column is < 0 or >= MostColumns)
        {
            throw new InvalidDataException($"cell {name}");
        }

        while (_fields.Count <= column)
        {
            _fields.Add(string.Empty);
        }

        _fields[column] = Value(name ?? $"{column + 1}. of row {_row}", xml.GetAttribute("t"), Style());
    }

    private int Style() => int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var style) ? style : -1;

    private string Value(string name, string? kind, int style)
    {
        var (value, formula) = Content(kind);
        if (value is null)
        {
            return formula ? Fault($"Cell {name} has a formula without a value; open the workbook in a spreadsheet program and save it.") : string.Empty;
        }

        return kind switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < texts.Count ? texts[index] : throw new InvalidDataException($"cell {name}"),
            "inlineStr" or "str" => value,
            "b" => value == "1" ? "true" : "false",
            "e" => Fault($"Cell {name} holds the error {value}."),
            "d" => value.EndsWith("T00:00:00", StringComparison.Ordinal) ? value[..^9] : value,
            _ when styles.IsDate(style) => XlsxValue.Date(value, from1904) ?? Fault($"Cell {name} is formatted as a date and holds {value}, which is no day."),
            _ => XlsxValue.Number(value) ?? throw new InvalidDataException($"cell {name}"),
        };
    }

    /// <summary>The cell's value, and whether a formula made it.</summary>
    private (string? Value, bool Formula) Content(string? kind)
    {
        var (value, formula) = ((string?)null, false);
        if (xml.IsEmptyElement)
        {
            return (value, formula);
        }

        for (var depth = xml.Depth; xml.Read() && xml.Depth > depth;)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "f" })
            {
                formula = true;
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "is" } && kind == "inlineStr")
            {
                value = XlsxText.Of(xml);
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "v", IsEmptyElement: false })
            {
                value = Plain();
            }
        }

        return (value, formula);
    }

    private string Plain()
    {
        var text = string.Empty;
        for (var depth = xml.Depth; xml.Read() && xml.Depth > depth;)
        {
            text += xml.Value;
        }

        return text;
    }

    private string Fault(string fault)
    {
        _fault ??= fault;
        return string.Empty;
    }
}
