using System.IO.Compression;
using CrossSell.Kernel.Errors;

namespace CrossSell.Documents.Domain;

/// <summary>What may be filed as a signed copy, recognised by its first bytes and not by what somebody calls it.</summary>
internal static class SignedCopy
{
    public const int Largest = 20 * 1024 * 1024;
    public const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static string TypeOf(byte[] content)
    {
        if (content.Length is 0 or > Largest)
        {
            throw new InvalidInputException("file", "size", content.Length == 0 ? "The file is empty." : "A signed copy has at most 20 MB.");
        }

        return Recognised(content) ?? throw new InvalidInputException("file", "type", "A signed copy is a PDF, a PNG or JPEG image, or a Word document (.docx).");
    }

    private static string? Recognised(byte[] content)
    {
        var head = content.AsSpan();
        return head.StartsWith("%PDF-"u8) ? "application/pdf"
            : head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]) ? "image/png"
            : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
            : head.StartsWith("PK\x03\x04"u8) && IsWord(content) ? Word
            : null;
    }

    private static bool IsWord(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            return zip.GetEntry("[Content_Types].xml") is not null && zip.Entries.Any(e => e.FullName.StartsWith("word/", StringComparison.Ordinal));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
