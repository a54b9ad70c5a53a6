using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace CrossSell.Documents.Word;

/// <summary>Writes a ZIP whose bytes depend on nothing but its content: every time stamp is 1 January 1980.</summary>
internal sealed class ZipWriter
{
    private const ushort Version = 20, Utf8Names = 0x0800, Deflated = 8, FirstOfJanuary1980 = 0x0021;
    private readonly MemoryStream output = new();
    private readonly List<Written> entries = [];

    public void Copy(ZipEntry entry) => Write(entry.Name, entry.Method, entry.Crc, entry.Packed.Span, (uint)entry.Content.Length);

    public void Deflate(string name, ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream(content.Length / 4 + 64);
        using (var deflater = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflater.Write(content);
        }
        Write(name, Deflated, Crc32.Of(content), packed.GetBuffer().AsSpan(0, (int)packed.Length), (uint)content.Length);
    }

    public byte[] Finish()
    {
        var start = output.Position;
        foreach (var entry in entries)
        {
            WriteCentral(entry);
        }
        Span<byte> end = stackalloc byte[22];
        end.Clear();
        U32(end, 0, 0x06054b50);
        U16(end, 8, (ushort)entries.Count);
        U16(end, 10, (ushort)entries.Count);
        U32(end, 12, (uint)(output.Position - start));
        U32(end, 16, (uint)start);
        output.Write(end);
        return output.ToArray();
    }

    private void Write(string name, ushort method, uint crc, ReadOnlySpan<byte> packed, uint size)
    {
        var entry = new Written(Encoding.UTF8.GetBytes(name), method, crc, (uint)packed.Length, size, (uint)output.Position);
        Span<byte> header = stackalloc byte[30];
        header.Clear();
        U32(header, 0, 0x04034b50);
        WriteShared(header[4..], entry);
        output.Write(header);
        output.Write(entry.Name);
        output.Write(packed);
        entries.Add(entry);
    }

    private void WriteCentral(Written entry)
    {
        Span<byte> header = stackalloc byte[46];
        header.Clear();
        U32(header, 0, 0x02014b50);
        U16(header, 4, Version);
        WriteShared(header[6..], entry);
        U32(header, 42, entry.Offset);
        output.Write(header);
        output.Write(entry.Name);
    }

    private static void WriteShared(Span<byte> fields, Written entry)
    {
        U16(fields, 0, Version);
        U16(fields, 2, Utf8Names);
        U16(fields, 4, entry.Method);
        U16(fields, 8, FirstOfJanuary1980);
        U32(fields, 10, entry.Crc);
        U32(fields, 14, entry.PackedSize);
        U32(fields, 18, entry.Size);
        U16(fields, 22, (ushort)entry.Name.Length);
    }

    private static void U16(Span<byte> data, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(data[at..], value);

    private static void U32(Span<byte> data, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(data[at..], value);

    private sealed record Written(byte[] Name, ushort Method, uint Crc, uint PackedSize, uint Size, uint Offset);
}
