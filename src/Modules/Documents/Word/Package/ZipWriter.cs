using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace CrossSell.Documents.Word;

/// <summary>Writes a ZIP whose bytes depend on nothing but its content: every time stamp is 1 January 1980. Works in one pooled buffer.</summary>
internal sealed class ZipWriter(int expected, int entries) : IDisposable
{
    private const ushort Version = 20, Utf8Names = 0x0800, Deflated = 8, FirstOfJanuary1980 = 0x0021;
    private const int LocalLength = 30, CentralLength = 46;
    private readonly Utf8Buffer output = new(expected);
    private Written[] written = new Written[entries];
    private int count;

    /// <summary>What a program without data writes, packed once for all.</summary>
    public static ZipEntry Packed(string name, PackedProgram program)
    {
        using var page = new Utf8Buffer(8192);
        using var packed = new Utf8Buffer(8192);
        Instruction.RunAll(program.Instructions, new Filling([], CultureInfo.InvariantCulture, Wording.For(CultureInfo.InvariantCulture), new UniqueIds(0, 0)) { Output = page });
        Packer.Pack(program.Code, program.Texts, page, packed);
        return new ZipEntry(name, Deflated, Crc32.HashToUInt32(page.Written), packed.Written.ToArray(), page.Written.ToArray());
    }

    public void Copy(ZipEntry entry)
    {
        var at = Begin(entry.Name);
        output.Write(entry.Packed.Span);
        End(entry.Name, at, entry.Method, entry.Crc, entry.Content.Length);
    }

    /// <summary>Begins a part that is written page by page.</summary>
    public OpenPart Open(string name, PackedProgram program) => new(this, name, program);

    /// <summary>Keeps what is packed already, such as a picture, as it is.</summary>
    public void Store(string name, ReadOnlySpan<byte> content)
    {
        var at = Begin(name);
        output.Write(content);
        End(name, at, 0, Crc32.HashToUInt32(content), content.Length);
    }

    public byte[] Finish()
    {
        var start = output.Length;
        foreach (var entry in written.AsSpan(0, count))
        {
            var header = output.Append(CentralLength);
            U32(header, 0, 0x02014b50);
            U16(header, 4, Version);
            WriteShared(header[6..], entry);
            U32(header, 42, (uint)entry.Offset);
            output.Write(entry.Name);
        }
        var size = output.Length - start;
        var end = output.Append(22);
        U32(end, 0, 0x06054b50);
        U16(end, 8, (ushort)count);
        U16(end, 10, (ushort)count);
        U32(end, 12, (uint)size);
        U32(end, 16, (uint)start);
        return output.Written.ToArray();
    }

    public void Dispose() => output.Dispose();

    private int Begin(string name)
    {
        var at = output.Length;
        output.Append(LocalLength);
        output.Write(name);
        return at;
    }

    private void End(string name, int at, ushort method, uint crc, int size)
    {
        var nameLength = Encoding.UTF8.GetByteCount(name);
        var entry = new Written(name, (ushort)nameLength, method, crc, output.Length - at - LocalLength - nameLength, size, at);
        var header = output.Since(at)[..LocalLength];
        U32(header, 0, 0x04034b50);
        WriteShared(header[4..], entry);
        if (count == written.Length)
        {
            Array.Resize(ref written, count * 2);
        }
        written[count++] = entry;
    }

    private static void WriteShared(Span<byte> fields, Written entry)
    {
        U16(fields, 0, Version);
        U16(fields, 2, Utf8Names);
        U16(fields, 4, entry.Method);
        U16(fields, 8, FirstOfJanuary1980);
        U32(fields, 10, entry.Crc);
        U32(fields, 14, (uint)entry.PackedSize);
        U32(fields, 18, (uint)entry.Size);
        U16(fields, 22, entry.NameLength);
    }

    private static void U16(Span<byte> data, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(data[at..], value);

    private static void U32(Span<byte> data, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(data[at..], value);

    /// <summary>
    /// A part on its way. Long ones (a table of thousands of rows) are packed a page at a time, so that what is written is packed while the processor still has it near,
    /// and a row costs the same however many there are.
    /// </summary>
    internal sealed class OpenPart(ZipWriter zip, string name, PackedProgram program) : IDisposable
    {
        private const int PageSize = 256 * 1024;
        private readonly int at = zip.Begin(name);
        private readonly PackProgress progress = new(program.Code, program.Texts);
        private readonly Crc32 crc = new();

        public static bool IsFull(Utf8Buffer page) => page.Held > PageSize;

        /// <summary>Packs what was written before <paramref name="end"/> and forgets what no later repetition can refer to.</summary>
        public void Turn(Utf8Buffer page, int end)
        {
            Pack(page, end, isEnd: false);
            page.Forget(Math.Max(page.First, end - Packer.FarthestBack));
        }

        public void Close(Utf8Buffer page)
        {
            Pack(page, page.Length, isEnd: true);
            zip.End(name, at, Deflated, crc.GetCurrentHashAsUInt32(), page.Length);
        }

        public void Dispose() => progress.Dispose();

        private void Pack(Utf8Buffer page, int end, bool isEnd)
        {
            crc.Append(page.Written[(progress.At - page.First)..(end - page.First)]);
            Packer.Pack(progress, page, end, zip.output, isEnd);
        }
    }

    private readonly record struct Written(string Name, ushort NameLength, ushort Method, uint Crc, int PackedSize, int Size, int Offset);
}
