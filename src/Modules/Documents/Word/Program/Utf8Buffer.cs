using System.Buffers;
using System.Text;

namespace CrossSell.Documents.Word;

/// <summary>Where a static text was written.</summary>
internal readonly record struct Mark(int Start, StaticText Text);

/// <summary>
/// A growing buffer of bytes, mostly UTF-8, from the shared pool; it remembers which of them are static text. Positions count from the first byte ever written, also when
/// what was written before is forgotten.
/// </summary>
internal sealed class Utf8Buffer(int expected) : IDisposable
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(expected);
    private Mark[] marks = [];
    private int markCount;
    private int first;

    public int Length { get; private set; }

    /// <summary>The position of the first byte still held.</summary>
    public int First => first;

    public int Held => Length - first;

    /// <summary>What is still held.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Held);

    public ReadOnlySpan<Mark> Marks => marks.AsSpan(0, markCount);

    public void Write(StaticText text)
    {
        if (markCount == marks.Length)
        {
            GrowMarks();
        }
        marks[markCount++] = new Mark(Length, text);
        Write(text.Bytes);
    }

    public void Write(ReadOnlySpan<byte> more)
    {
        more.CopyTo(Room(more.Length));
        Length += more.Length;
    }

    public void Write(ReadOnlySpan<char> text) => Length += Encoding.UTF8.GetBytes(text, Room(text.Length * 3));

    /// <summary>Zeros to be written over before anything else is appended.</summary>
    public Span<byte> Append(int length)
    {
        var room = Room(length)[..length];
        room.Clear();
        Length += length;
        return room;
    }

    public Span<byte> Since(int start) => bytes.AsSpan(start - first, Length - start);

    public void Clear() => (Length, first, markCount) = (0, 0, 0);

    /// <summary>Makes room of what was written before a position.</summary>
    public void Forget(int before)
    {
        bytes.AsSpan(before - first, Length - before).CopyTo(bytes);
        first = before;
        var gone = 0;
        while (gone < markCount && marks[gone].Start < before)
        {
            gone++;
        }
        marks.AsSpan(gone, markCount - gone).CopyTo(marks);
        markCount -= gone;
    }

    /// <summary>Room for what <see cref="Advance"/> then says was written there.</summary>
    public Span<byte> Reserve(int most) => Room(most)[..most];

    public void Advance(int length) => Length += length;

    /// <summary>Forgets what was written after <paramref name="length"/>.</summary>
    public void Rewind(int length)
    {
        Length = length;
        while (markCount > 0 && marks[markCount - 1].Start >= length)
        {
            markCount--;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        ReturnMarks();
    }

    private void GrowMarks()
    {
        const int first = 256;
        var larger = ArrayPool<Mark>.Shared.Rent(Math.Max(first, marks.Length * 2));
        Marks.CopyTo(larger);
        ReturnMarks();
        marks = larger;
    }

    private void ReturnMarks()
    {
        if (marks.Length > 0)
        {
            ArrayPool<Mark>.Shared.Return(marks, clearArray: true);
        }
    }

    private Span<byte> Room(int more)
    {
        if (bytes.Length - Held < more)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, Held + more));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = larger;
        }
        return bytes.AsSpan(Held);
    }
}
