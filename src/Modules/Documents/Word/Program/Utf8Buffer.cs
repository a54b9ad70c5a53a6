using System.Buffers;
using System.Text;

namespace CrossSell.Documents.Word;

/// <summary>A growing buffer of UTF-8 from the shared pool.</summary>
internal sealed class Utf8Buffer(int expected = 16 * 1024) : IDisposable
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(expected);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public void Write(ReadOnlySpan<byte> more)
    {
        more.CopyTo(Room(more.Length));
        Length += more.Length;
    }

    public void Write(ReadOnlySpan<char> text) => Length += Encoding.UTF8.GetBytes(text, Room(text.Length * 3));

    /// <summary>Forgets what was written after <paramref name="length"/>.</summary>
    public void Rewind(int length) => Length = length;

    public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);

    private Span<byte> Room(int more)
    {
        if (bytes.Length - Length < more)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, Length + more));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = larger;
        }
        return bytes.AsSpan(Length);
    }
}
