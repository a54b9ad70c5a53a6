using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace CrossSell.Kernel.Import;

/// <summary>Which cell formats are dates.</summary>
internal sealed partial class XlsxStyles
{
    private readonly List<bool> _isDate = [];

    public static XlsxStyles Read(XlsxPackage package)
    {
        var styles = new XlsxStyles();
        using var part = package.Part("xl/styles.xml");
        if (part is null)
        {
            return styles;
        }

        using var xml = XlsxPackage.Reader(part);
        var own = new Dictionary<int, bool>();
        for (var inCells = false; xml.Read();)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "numFmt" } && Number(xml, "numFmtId") is { } id)
            {
                own[id] = IsDate(xml.GetAttribute("formatCode") ?? string.Empty);
            }
            else if (xml.LocalName == "cellXfs")
            {
                inCells = xml is { NodeType: XmlNodeType.Element, IsEmptyElement: false };
            }
            else if (inCells && xml is { NodeType: XmlNodeType.Element, LocalName: "xf" })
            {
                var format = Number(xml, "numFmtId") ?? 0;
                styles._isDate.Add(own.TryGetValue(format, out var date) ? date : IsBuiltInDate(format));
            }
        }

        return styles;
    }

    public bool IsDate(int style) => style >= 0 && style < _isDate.Count && _isDate[style];

    /// <summary>A format with a year, month, day or hour outside quotes, escapes and brackets.</summary>
    public static bool IsDate(string format) => DateLetters().IsMatch(NotSaid().Replace(format.Split(';')[0], string.Empty));

    private static bool IsBuiltInDate(int format) => format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);

    private static int? Number(XmlReader xml, string name) => int.TryParse(xml.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"""[^""]*""|\\.|_.|\*.|\[[^\]]*\]|General|Standard|Normál", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NotSaid();

    [GeneratedRegex("[ymdhé]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex DateLetters();
}
