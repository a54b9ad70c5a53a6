namespace CrossSell.Documents.Word;

/// <summary>
/// The Huffman code of one part of a template (RFC 1951, 3.2.7), made from its static texts when it is compiled: whatever the data brings has a code too.
/// A code is kept as its bits, already in the order in which they are written, and their number.
/// </summary>
internal sealed class PackCode
{
    private const int LongestCode = 15, EndOfBlock = 256, LengthSymbols = 29, DistanceSymbols = 30, TextWeight = 4;
    private static readonly byte[] LengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
    private static readonly byte[] DistanceExtra = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
    private static readonly int[] LengthBase = [.. Bases(LengthExtra, 3).AsSpan(0, LengthSymbols - 1), Packer.Longest], DistanceBase = Bases(DistanceExtra, 1);
    private static readonly byte[] LengthSymbol = SymbolsOfLengths(), NearSymbol = Symbols(1, 256), FarSymbol = Symbols(128, 256);

    private readonly (uint Bits, int Count)[] literals, lengths = new (uint, int)[259], distances;

    private PackCode(int[] literalUse, int[] distanceUse)
    {
        var literalLengths = CodeLengths(literalUse);
        var distanceLengths = CodeLengths(distanceUse);
        literals = Codes(literalLengths);
        distances = Codes(distanceLengths);
        for (var length = 3; length < lengths.Length; length++)
        {
            var symbol = LengthSymbol[length];
            var code = literals[EndOfBlock + 1 + symbol];
            lengths[length] = (code.Bits | ((uint)(length - LengthBase[symbol]) << code.Count), code.Count + LengthExtra[symbol]);
        }
        Head = [.. BlockHead(literalLengths, distanceLengths)];
    }

    /// <summary>What a block begins with: that it is the last one, and the lengths of its codes.</summary>
    public (uint Bits, int Count)[] Head { get; }

    public (uint Bits, int Count) End => literals[EndOfBlock];

    public static PackCode For(IReadOnlyList<StaticText> texts)
    {
        var literals = new int[EndOfBlock + 1 + LengthSymbols];
        var distances = new int[DistanceSymbols];
        Array.Fill(literals, 1);
        Array.Fill(distances, 1);
        "0123456789 ,.-aábdeéfghijklmnoóöprstuvz"u8.ToArray().ToList().ForEach(letter => literals[letter] += TextWeight);
        foreach (var text in texts)
        {
            Count(text, literals, distances);
        }
        return new PackCode(literals, distances);
    }

    public (uint Bits, int Count) Literal(byte value) => literals[value];

    public (uint Bits, int Count) Length(int length) => lengths[length];

    public (uint Bits, int Count) Distance(int distance)
    {
        var symbol = SymbolOf(distance);
        var code = distances[symbol];
        return (code.Bits | ((uint)(distance - DistanceBase[symbol]) << code.Count), code.Count + DistanceExtra[symbol]);
    }

    private static void Count(StaticText text, int[] literals, int[] distances)
    {
        var at = 0;
        foreach (var step in text.Steps)
        {
            foreach (var value in text.Bytes.AsSpan(at, step.Literals))
            {
                literals[value] += TextWeight;
            }
            at += step.Literals + step.Length;
            if (step.Length > 0)
            {
                literals[EndOfBlock + 1 + LengthSymbol[step.Length]] += TextWeight;
                distances[SymbolOf(step.Back)] += TextWeight;
            }
        }
    }

    private static int SymbolOf(int distance) => distance <= 256 ? NearSymbol[distance - 1] : FarSymbol[(distance - 1) >> 7];

    /// <summary>Huffman's code lengths; should one come out too long, rare symbols are taken for less rare ones.</summary>
    private static int[] CodeLengths(int[] use)
    {
        while (true)
        {
            var lengths = new int[use.Length];
            var queue = new PriorityQueue<List<int>, (long Use, int Order)>(use.Select((u, symbol) => (new List<int> { symbol }, ((long)u, symbol))));
            for (var order = use.Length; queue.Count > 1; order++)
            {
                queue.TryDequeue(out var a, out var first);
                queue.TryDequeue(out var b, out var second);
                a!.AddRange(b!);
                a.ForEach(symbol => lengths[symbol]++);
                queue.Enqueue(a, (first.Use + second.Use, order));
            }
            if (lengths.Max() <= LongestCode)
            {
                return lengths;
            }
            use = [.. use.Select(u => (u + 1) / 2 + 1)];
        }
    }

    /// <summary>The canonical code of RFC 1951, 3.2.2.</summary>
    private static (uint Bits, int Count)[] Codes(int[] lengths)
    {
        var codes = new (uint, int)[lengths.Length];
        var next = 0u;
        for (var length = 1; length <= LongestCode; length++, next <<= 1)
        {
            for (var symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] == length)
                {
                    codes[symbol] = (Reversed(next++, length), length);
                }
            }
        }
        return codes;
    }

    /// <summary>
    /// Code lengths are told in a code of their own: here four bits for each of the lengths 1 to 15, and for “the same again, three to six times”.
    /// </summary>
    private static IEnumerable<(uint Bits, int Count)> BlockHead(int[] literals, int[] distances)
    {
        const uint lastDynamicBlock = 0b101, again = 15;
        yield return (lastDynamicBlock, 3);
        yield return ((uint)(literals.Length - 257), 5);
        yield return ((uint)(distances.Length - 1), 5);
        yield return (19 - 4, 4);
        foreach (var symbol in new[] { 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15 })
        {
            yield return (symbol is 0 or > 16 ? 0u : 4u, 3);
        }
        int[] all = [.. literals, .. distances];
        for (var i = 0; i < all.Length;)
        {
            var same = i == 0 ? 0 : all.AsSpan(i).IndexOfAnyExcept(all[i - 1]) is var other and >= 0 ? Math.Min(6, other) : Math.Min(6, all.Length - i);
            if (same >= 3)
            {
                yield return (Reversed(again, 4), 4);
                yield return ((uint)(same - 3), 2);
                i += same;
            }
            else
            {
                yield return (Reversed((uint)all[i++] - 1, 4), 4);
            }
        }
    }

    private static uint Reversed(uint bits, int count)
    {
        var reversed = 0u;
        for (var i = 0; i < count; i++, bits >>= 1)
        {
            reversed = (reversed << 1) | (bits & 1);
        }
        return reversed;
    }

    private static int[] Bases(byte[] extra, int first)
    {
        var bases = new int[extra.Length];
        for (var i = 0; i < bases.Length; i++, first += 1 << extra[i - 1])
        {
            bases[i] = first;
        }
        return bases;
    }

    private static byte[] SymbolsOfLengths() =>
        [.. Enumerable.Range(0, 259).Select(length => length == Packer.Longest ? (byte)(LengthSymbols - 1) : (byte)Math.Max(0, LengthBase[..^1].Count(b => b <= length) - 1))];

    private static byte[] Symbols(int step, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (byte)(DistanceBase.Count(b => b <= i * step + 1) - 1))];
}
