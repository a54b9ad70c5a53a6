using System.Buffers;

namespace CrossSell.Documents.Word;

/// <summary>How far the packing of one part is, between two pieces of it.</summary>
internal sealed class PackProgress : IDisposable
{
    public const int HashBits = 11;
    private readonly int texts;
    private readonly int[] lastWritten, seen;

    public PackProgress(PackCode code, int texts)
    {
        (Code, this.texts) = (code, texts);
        (lastWritten, seen) = (ArrayPool<int>.Shared.Rent(texts), ArrayPool<int>.Shared.Rent(1 << HashBits));
        LastWritten.Fill(-1);
        Seen.Fill(-1);
    }

    public PackCode Code { get; }

    public ulong Bits { get; set; }

    public int Count { get; set; }

    /// <summary>The position up to which all is packed.</summary>
    public int At { get; set; }

    public Span<int> LastWritten => lastWritten.AsSpan(0, texts);

    public Span<int> Seen => seen.AsSpan(0, 1 << HashBits);

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(lastWritten);
        ArrayPool<int>.Shared.Return(seen);
    }
}
