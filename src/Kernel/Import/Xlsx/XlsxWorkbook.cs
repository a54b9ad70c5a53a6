using System.Xml;

namespace CrossSell.Kernel.Import;

/// <summary>Which part the first visible sheet is, and from which day the workbook counts.</summary>
internal static class XlsxWorkbook
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string StrictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    public static (string Part, bool From1904) FirstSheet(XlsxPackage package)
    {
        string? sheet = null;
        var from1904 = false;
        using var part = package.Part("xl/workbook.xml")!;
        using var xml = XlsxPackage.Reader(part);
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
            {
                from1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (sheet is null && xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && xml.GetAttribute("state") is null or "visible")
            {
                sheet = xml.GetAttribute("id", Relations) ?? xml.GetAttribute("id", StrictRelations);
            }
        }

        return (Target(package, sheet) ?? throw XlsxFile.Broken("it has no visible sheet"), from1904);
    }

    private static string? Target(XlsxPackage package, string? id)
    {
        using var part = package.Part("xl/_rels/workbook.xml.rels");
        if (id is null || part is null)
        {
            return null;
        }

        using var xml = XlsxPackage.Reader(part);
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && xml.GetAttribute("Id") == id && xml.GetAttribute("Target") is { } target)
            {
                return target.StartsWith('/') ? target[1..] : $"xl/{target}";
            }
        }

        return null;
    }
}

/// <summary>The texts that cells share.</summary>
internal static class XlsxTexts
{
    private const long Most = 128L << 20;

    public static IReadOnlyList<string> Read(XlsxPackage package)
    {
        var texts = new List<string>();
        using var part = package.Part("xl/sharedStrings.xml");
        if (part is null)
        {
            return texts;
        }

        using var xml = XlsxPackage.Reader(part);
        for (var length = 0L; xml.Read();)
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                continue;
            }

            var text = XlsxText.Of(xml);
            length += text.Length + 16;
            texts.Add(length > Most ? throw XlsxBomb.Fault($"its texts have more than {Most >> 20} MB") : text);
        }

        return texts;
    }
}

/// <summary>The text of an element with its runs, without the readings of Asian scripts.</summary>
internal static class XlsxText
{
    public static string Of(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return string.Empty;
        }

        var depth = xml.Depth;
        var text = string.Empty;
        for (var (phonetic, inText) = (-1, false); xml.Read() && xml.Depth > depth;)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh", IsEmptyElement: false })
            {
                phonetic = xml.Depth;
            }
            else if (xml.NodeType == XmlNodeType.EndElement && xml.Depth == phonetic)
            {
                phonetic = -1;
            }

            inText = xml.NodeType == XmlNodeType.Element ? xml.LocalName == "t" : inText && xml.NodeType != XmlNodeType.EndElement;
            if (inText && phonetic < 0 && xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA)
            {
                text += xml.Value;
            }
        }

        return text;
    }
}
