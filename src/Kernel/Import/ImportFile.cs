using System.Text;
using CrossSell.Kernel.Errors;

namespace CrossSell.Kernel.Import;

/// <summary>Tells what a file is by its content, not by its name: an XLSX workbook or CSV. What can be neither is refused in its own words.</summary>
public static class ImportFile
{
    /// <summary>The largest file that is taken, in bytes: about two million contracts as CSV.</summary>
    public const int Largest = 256 * 1024 * 1024;

    /// <summary>The most rows of one file: as many as one block of the audit holds.</summary>
    public const int MostRows = 4_000_000;

    /// <summary>The encodings a CSV file may be said to have; UTF-8 when nothing is said.</summary>
    public static readonly string[] Encodings = ["utf-8", "windows-1250", "iso-8859-2", "utf-16"];

    static ImportFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="encoding">One of <see cref="Encodings"/>; the file of a spreadsheet and UTF-16 with its mark say it themselves.</param>
    public static ITabularFile Open(byte[] bytes, string? encoding = null)
    {
        if (bytes.Length > Largest)
        {
            throw new InvalidInputException([new FieldFault("file", "import.tooLarge", $"The file has more than {Largest >> 20} MB; cut it into several.", ("most", Largest >> 20))]);
        }

        if (bytes.AsSpan().StartsWith("PK\x03\x04"u8))
        {
            return XlsxFile.Open(bytes);
        }

        return bytes.AsSpan().StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0])
            ? throw new InvalidInputException("file", "import.locked", "The workbook is protected by a password or of the old kind (.xls); save it as .xlsx without a password.")
            : CsvFile.Open(Decoded(bytes, encoding));
    }

    private static byte[] Decoded(byte[] bytes, string? encoding)
    {
        var name = encoding?.Trim().ToLowerInvariant();
        if (string.IsNullOrEmpty(name) && (bytes.AsSpan().StartsWith(Encoding.Unicode.Preamble) || bytes.AsSpan().StartsWith(Encoding.BigEndianUnicode.Preamble)))
        {
            name = "utf-16"; // Its mark says so: what spreadsheets call Unicode text.
        }

        if (name is null or "" or "utf-8" or "utf8")
        {
            return bytes;
        }

        if (!Encodings.Contains(name))
        {
            var words = string.Join(", ", Encodings);
            throw new InvalidInputException([new FieldFault("encoding", "notOneOf", $"Must be one of: {words}.", ("words", words))]);
        }

        var from = name == "utf-16" && bytes.AsSpan().StartsWith(Encoding.BigEndianUnicode.Preamble) ? Encoding.BigEndianUnicode : Encoding.GetEncoding(name);
        var start = bytes.AsSpan().StartsWith(from.Preamble) ? from.Preamble.Length : 0;
        return Encoding.Convert(from, Encoding.UTF8, bytes, start, bytes.Length - start);
    }
}
