using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using CrossSell.Kernel.Errors;

namespace CrossSell.Documents.Word;

/// <summary>
/// Reads a ZIP and believes nothing it says: <see cref="ZipArchive"/> accepts wrong CRCs and duplicate names and cuts at the declared size without a word.
/// </summary>
internal static class ZipReader
{
    public const int MostEntries = 2_000;
    public const int MostBytes = 20 * 1024 * 1024;
    private const int MostTimesSmaller = 250;
    private const int RatioCountsFrom = 1024 * 1024;
    private const uint EndSignature = 0x06054b50, CentralSignature = 0x02014b50, LocalSignature = 0x04034b50;

    public static IReadOnlyList<ZipEntry> Read(ReadOnlyMemory<byte> file)
    {
        var (count, offset) = FindDirectory(file.Span);
        if (count > MostEntries)
        {
            throw Refuse("tooManyParts", $"The file contains {count} parts; at most {MostEntries} are accepted.");
        }
        var entries = new List<ZipEntry>(count);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        long total = 0;
        for (var i = 0; i < count; i++)
        {
            var header = ReadHeader(file.Span, ref offset);
            if (!names.Add(header.Name))
            {
                throw Refuse("partTwice", $"The file contains the part “{header.Name}” twice, so it is not clear which one is meant.");
            }
            total += header.Size;
            Bound(header, total);
            if (!header.Name.EndsWith('/'))
            {
                entries.Add(Unpack(file, header));
            }
        }
        return entries;
    }

    private static TemplateRejectedException Refuse(string code, Said message) => new("package", new(code, message));

    private static TemplateRejectedException Damaged() => Refuse("damaged", "The file is damaged: it is not a complete ZIP package. Save it again in Word and upload the new copy.");

    private static (int Count, int Offset) FindDirectory(ReadOnlySpan<byte> file)
    {
        const int length = 22;
        for (var at = file.Length - length; at >= Math.Max(0, file.Length - length - ushort.MaxValue); at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(file[at..]) != EndSignature)
            {
                continue;
            }
            var end = file[at..];
            var count = U16(end, 10);
            var offset = U32(end, 16);
            if (U16(end, 4) != 0 || U16(end, 8) != count || count == ushort.MaxValue || offset > at || offset + (long)U32(end, 12) > at)
            {
                throw Damaged();
            }
            return (count, (int)offset);
        }
        throw Damaged();
    }

    private static Header ReadHeader(ReadOnlySpan<byte> file, ref int offset)
    {
        const int length = 46;
        if (offset > file.Length - length || U32(file, offset) != CentralSignature)
        {
            throw Damaged();
        }
        var record = file[offset..];
        int nameLength = U16(record, 28);
        var next = offset + (long)length + nameLength + U16(record, 30) + U16(record, 32);
        if (next > file.Length)
        {
            throw Damaged();
        }
        var header = new Header(
            Encoding.UTF8.GetString(record.Slice(length, nameLength)).TrimStart('/'), U16(record, 8), U16(record, 10),
            U32(record, 16), U32(record, 20), U32(record, 24), U32(record, 42));
        Check(header);
        offset = (int)next;
        return header;
    }

    private static void Check(Header header)
    {
        if ((header.Flags & 1) != 0)
        {
            throw Refuse("password", "The file is protected by a password. Remove the password in Word (File, Info, Protect Document) and upload it again.");
        }
        if (header.Method is not (0 or 8))
        {
            throw Refuse("partPacking", $"The part “{header.Name}” is packed in a way that Word does not use. Save the file again in Word.");
        }
        if (header.Name.Length == 0 || header.Name.Contains('\\') || header.Name.Split('/').Contains(".."))
        {
            throw Refuse("partName", $"The file contains a part with a forbidden name, “{header.Name}”.");
        }
    }

    private static void Bound(Header header, long total)
    {
        if (total > MostBytes)
        {
            throw Refuse("tooLarge", $"Unpacked, the file is larger than {MostBytes / 1024 / 1024} MB. Make its pictures smaller.");
        }
        if (header.Size > RatioCountsFrom && header.Size / Math.Max(1, header.PackedSize) > MostTimesSmaller)
        {
            throw Refuse("bomb", $"The part “{header.Name}” is packed suspiciously small, like a file made to overload a computer.");
        }
    }

    private static ZipEntry Unpack(ReadOnlyMemory<byte> file, Header header)
    {
        const int length = 30;
        if (header.Offset > file.Length - length || U32(file.Span, (int)header.Offset) != LocalSignature)
        {
            throw Damaged();
        }
        var local = file.Span[(int)header.Offset..];
        var start = header.Offset + (long)length + U16(local, 26) + U16(local, 28);
        if (start + header.PackedSize > file.Length)
        {
            throw Damaged();
        }
        var packed = file.Slice((int)start, (int)header.PackedSize);
        var content = header.Method == 0 ? packed.ToArray() : Inflate(packed, header);
        if (content.Length != header.Size)
        {
            throw FalseSize(header);
        }
        if (Crc32.HashToUInt32(content) != header.Crc)
        {
            throw Refuse("checkSum", $"The part “{header.Name}” is damaged (its check sum is wrong). Save the file again in Word.");
        }
        return new ZipEntry(header.Name, header.Method, header.Crc, packed, content);
    }

    private static byte[] Inflate(ReadOnlyMemory<byte> packed, Header header)
    {
        var content = new byte[header.Size];
        try
        {
            using var inflater = new DeflateStream(new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress);
            var read = inflater.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            if (read < content.Length || inflater.ReadByte() >= 0)
            {
                throw FalseSize(header);
            }
        }
        catch (InvalidDataException)
        {
            throw Refuse("partUnreadable", $"The part “{header.Name}” is damaged and cannot be unpacked. Save the file again in Word.");
        }
        return content;
    }

    private static TemplateRejectedException FalseSize(Header header) =>
        Refuse("falseSize", $"The part “{header.Name}” has another size than the file says. The file is damaged or was tampered with.");

    private static ushort U16(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt16LittleEndian(data[at..]);

    private static uint U32(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt32LittleEndian(data[at..]);

    private sealed record Header(string Name, ushort Flags, ushort Method, uint Crc, uint PackedSize, uint Size, uint Offset);
}
