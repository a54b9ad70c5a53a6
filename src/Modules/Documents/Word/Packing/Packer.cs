using System.Buffers;
using System.Buffers.Binary;

namespace CrossSell.Documents.Word;

/// <summary>
/// The quick half of deflate: writes static texts as they were found to repeat when the template was compiled, a text written a second time as a copy of the first,
/// and looks for repetitions only in what came from the data.
/// </summary>
internal ref struct Packer
{
    public const int Longest = 258;
    private const int Shortest = 4, FarthestBack = 32 * 1024, HashBits = 11, MostBytesALiteral = 2;
    private readonly PackCode code;
    private readonly ReadOnlySpan<byte> content;
    private readonly Span<byte> output;
    private readonly Span<int> lastWritten, seen;
    private ulong bits;
    private int count, at, packed;

    private Packer(PackCode code, ReadOnlySpan<byte> content, Span<byte> output, Span<int> lastWritten, Span<int> seen)
    {
        this.code = code;
        this.content = content;
        this.output = output;
        this.lastWritten = lastWritten;
        this.seen = seen;
        lastWritten.Fill(-1);
        seen.Fill(-1);
    }

    public static void Pack(PackCode code, int texts, Utf8Buffer page, Utf8Buffer target)
    {
        var (lastWritten, seen) = (ArrayPool<int>.Shared.Rent(texts), ArrayPool<int>.Shared.Rent(1 << HashBits));
        var room = target.Reserve((page.Length * MostBytesALiteral) + code.Head.Length + 64);
        var packer = new Packer(code, page.Written, room, lastWritten.AsSpan(0, texts), seen.AsSpan(0, 1 << HashBits));
        target.Advance(packer.Run(page.Marks));
        ArrayPool<int>.Shared.Return(lastWritten);
        ArrayPool<int>.Shared.Return(seen);
    }

    private int Run(ReadOnlySpan<Mark> marks)
    {
        foreach (var code in code.Head)
        {
            Put(code);
        }
        foreach (var mark in marks)
        {
            PutData(mark.Start);
            PutStatic(mark.Text);
        }
        PutData(content.Length);
        Put(code.End);
        while (count > 0)
        {
            output[packed++] = (byte)bits;
            bits >>= 8;
            count -= 8;
        }
        return packed;
    }

    private void PutStatic(StaticText text)
    {
        var (start, before) = (at, lastWritten[text.Number]);
        lastWritten[text.Number] = start;
        if (before >= 0 && start - before <= FarthestBack)
        {
            PutCopies(text.Bytes.Length, start - before);
            return;
        }
        foreach (var step in text.Steps)
        {
            PutLiterals(step.Literals);
            var source = step.Length > 0 ? lastWritten[step.Source!.Number] : -1;
            if (source >= 0 && at - source - step.Offset <= FarthestBack)
            {
                PutCopy(step.Length, at - source - step.Offset);
            }
            else
            {
                PutLiterals(step.Length);
            }
        }
    }

    private void PutCopies(int length, int distance)
    {
        while (length > 0)
        {
            var part = Math.Min(length, length - Longest is > 0 and < 3 ? Longest - 3 : Longest);
            if (part < 3)
            {
                PutLiterals(part);
            }
            else
            {
                PutCopy(part, distance);
            }
            length -= part;
        }
    }

    /// <summary>What the data brought, up to <paramref name="end"/>.</summary>
    private void PutData(int end)
    {
        while (at < end)
        {
            if (end - at < Shortest)
            {
                PutLiterals(end - at);
                return;
            }
            ref var slot = ref seen[(int)((BinaryPrimitives.ReadUInt32LittleEndian(content[at..]) * 2_654_435_761u) >> (32 - HashBits))];
            var from = slot;
            slot = at;
            var length = from >= 0 && at - from <= FarthestBack ? content[from..].CommonPrefixLength(content[at..Math.Min(end, at + Longest)]) : 0;
            if (length >= Shortest)
            {
                PutCopy(length, at - from);
            }
            else
            {
                PutLiterals(1);
            }
        }
    }

    private void PutLiterals(int length)
    {
        foreach (var value in content.Slice(at, length))
        {
            Put(code.Literal(value));
        }
        at += length;
    }

    private void PutCopy(int length, int distance)
    {
        Put(code.Length(length));
        Put(code.Distance(distance));
        at += length;
    }

    private void Put((uint Bits, int Count) code)
    {
        bits |= (ulong)code.Bits << count;
        count += code.Count;
        if (count >= 32)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(output[packed..], (uint)bits);
            packed += 4;
            bits >>= 32;
            count -= 32;
        }
    }
}
