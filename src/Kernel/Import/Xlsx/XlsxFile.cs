using System.Globalization;
using System.IO.Compression;
using System.Xml;
using CrossSell.Kernel.Errors;

namespace CrossSell.Kernel.Import;

/// <summary>
/// The first visible sheet of a workbook, row by row: never more of it in memory than its shared texts. Cells are read by what they are, not by how they look:
/// a date is a date whatever its format, and a number keeps all its digits. A formula counts by the value the spreadsheet last computed.
/// </summary>
public sealed class XlsxFile : ITabularFile
{
    private readonly XlsxPackage _package;
    private readonly string _sheet;
    private readonly IReadOnlyList<string> _texts;
    private readonly XlsxStyles _styles;
    private readonly bool _from1904;

    private XlsxFile(XlsxPackage package)
    {
        _package = package;
        (_sheet, _from1904) = XlsxWorkbook.FirstSheet(package);
        _styles = XlsxStyles.Read(package);
        _texts = XlsxTexts.Read(package);
    }

    public char Delimiter => ';';

    /// <exception cref="InvalidInputException">No workbook, a damaged one, one with macros, or one that unpacks to more than it should.</exception>
    public static XlsxFile Open(byte[] bytes) => Guarded(() => new XlsxFile(new XlsxPackage(bytes)));

    public IEnumerable<CsvRecord> Records()
    {
        using var part = Guarded(() => _package.Part(_sheet)) ?? throw Broken("the sheet is missing");
        using var xml = Guarded(() => XlsxPackage.Reader(part));
        var sheet = new XlsxSheet(xml, _texts, _styles, _from1904);
        while (Guarded(sheet.Next) is { } record)
        {
            yield return record;
        }
    }

    internal static InvalidInputException Broken(string what) => new("file", "import.brokenXlsx", $"The workbook is damaged ({what}); open it in a spreadsheet program and save it again as .xlsx.");

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception damage) when (damage is XmlException or InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException)
        {
            throw Broken(damage.Message.Split('\n')[0]);
        }
    }
}
