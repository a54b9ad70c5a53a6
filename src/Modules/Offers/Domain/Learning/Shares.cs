using System.Buffers.Binary;

namespace CrossSell.Offers.Domain.Learning;

/// <summary>Which clients are kept aside: some get rules alone, to compare with; of others one suggestion is put forward to learn from. By their ids, so that it stays so.</summary>
/// <param name="Control">Share of clients with rules alone, 0 to 1.</param>
/// <param name="Explore">Share of clients of whom one suggestion explores.</param>
internal sealed record Shares(double Control, double Explore)
{
    public static Shares None { get; } = new(0, 0);

    public bool IsControl(Guid client) => Place(client, 1) < Control;

    public bool Explores(Guid client) => !IsControl(client) && Place(client, 2) < Explore;

    /// <summary>A client's place between 0 and 1, another one for each purpose, as good as drawn.</summary>
    public static double Place(Guid client, uint purpose)
    {
        Span<byte> bytes = stackalloc byte[16];
        client.TryWriteBytes(bytes);
        var mixed = (BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..])) + (purpose * 0x9E3779B97F4A7C15);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) / (double)(1UL << 53);
    }
}
