using System.Buffers;
using System.Buffers.Binary;

namespace CrossSell.Documents.Word;

/// <summary>
/// The quick half of deflate: writes static texts as they were found to repeat when the template was compiled, a text written a second time as a copy of the first,
/// and looks for repetitions only in what came from the data.
/// </summary>
internal ref struct Packer
{
    public const int Longest = 258, FarthestBack = 32 * 1024;
    private const int Shortest = 4, HashBits = PackProgress.HashBits, MostBytesALiteral = 2;
    private readonly PackCode code;
    private readonly ReadOnlySpan<byte> content;
    private readonly Span<byte> output;
    private readonly Span<int> lastWritten, seen;
    private readonly int first;
    private ulong bits;
    private int count, at, packed;

    private Packer(PackProgress progress, Utf8Buffer page, Span<byte> output)
    {
        (code, first, bits, count, at) = (progress.Code, page.First, progress.Bits, progress.Count, progress.At);
        content = page.Written;
        this.output = output;
        lastWritten = progress.LastWritten;
        seen = progress.Seen;
    }

    public static void Pack(PackCode code, int texts, Utf8Buffer page, Utf8Buffer target)
    {
        using var progress = new PackProgress(code, texts);
        Pack(progress, page, page.Length, target, isEnd: true);
    }

    /// <summary>Packs what the page holds before <paramref name="end"/>, which lies between two instructions, and was not packed yet.</summary>
    public static void Pack(PackProgress progress, Utf8Buffer page, int end, Utf8Buffer target, bool isEnd)
    {
        var packer = new Packer(progress, page, target.Reserve(((end - progress.At) * MostBytesALiteral) + progress.Code.Head.Length + 64));
        if (progress.At == 0)
        {
            packer.PutHead();
        }
        packer.Run(page.Marks, end);
        if (isEnd)
        {
            packer.PutEnd();
        }
        (progress.Bits, progress.Count, progress.At) = (packer.bits, packer.count, packer.at);
        target.Advance(packer.packed);
    }

    private void PutHead()
    {
        foreach (var code in code.Head)
        {
            Put(code);
        }
    }

    private void Run(ReadOnlySpan<Mark> marks, int end)
    {
        foreach (var mark in marks)
        {
            if (mark.Start < at)
            {
                continue;
            }
            if (mark.Start >= end)
            {
                break;
            }
            PutData(mark.Start);
            PutStatic(mark.Text);
        }
        PutData(end);
    }

    private void PutEnd()
    {
        Put(code.End);
        while (count > 0)
        {
            output[packed++] = (byte)bits;
            bits >>= 8;
            count -= 8;
        }
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
            ref var slot = ref seen[(int)((BinaryPrimitives.ReadUInt32LittleEndian(content[(at - first)..]) * 2_654_435_761u) >> (32 - HashBits))];
            var from = slot;
            slot = at;
            var length = from >= first && at - from <= FarthestBack ? content[(from - first)..].CommonPrefixLength(content[(at - first)..(Math.Min(end, at + Longest) - first)]) : 0;
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
        foreach (var value in content.Slice(at - first, length))
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
