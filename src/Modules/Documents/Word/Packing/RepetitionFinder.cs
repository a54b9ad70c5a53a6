using System.Buffers.Binary;

namespace CrossSell.Documents.Word;

/// <summary>
/// The costly half of deflate, done once when a template is compiled: finds what the static texts of a part repeat of themselves and of each other.
/// A text is copied only from one that is certainly written before it, so the finding holds for all data.
/// </summary>
internal sealed class RepetitionFinder
{
    /// <summary>Deflate looks back 32 KB; what the data puts between needs room too.</summary>
    private const int FarthestBack = 28 * 1024;
    private const int Shortest = 4, MostCandidates = 32, LongEnough = 64, HashBits = 15;

    private readonly IReadOnlyList<StaticText> texts;
    private readonly byte[] all;
    private readonly int[] owner, starts, newest, older;

    private RepetitionFinder(IReadOnlyList<StaticText> texts)
    {
        this.texts = texts;
        all = [.. texts.SelectMany(t => t.Bytes)];
        owner = new int[all.Length];
        older = new int[all.Length];
        starts = new int[texts.Count + 1];
        newest = new int[1 << HashBits];
        Array.Fill(newest, -1);
        for (var i = 0; i < texts.Count; i++)
        {
            starts[i + 1] = starts[i] + texts[i].Bytes.Length;
            owner.AsSpan(starts[i], texts[i].Bytes.Length).Fill(i);
        }
    }

    public static void Find(IReadOnlyList<StaticText> texts)
    {
        var finder = new RepetitionFinder(texts);
        for (var i = 0; i < texts.Count; i++)
        {
            texts[i].Steps = finder.Steps(i);
        }
    }

    private PackStep[] Steps(int text)
    {
        var steps = new List<PackStep>();
        var (at, end, literalsFrom) = (starts[text], starts[text + 1], starts[text]);
        for (var best = Best(at, end); at < end;)
        {
            Remember(at, end);
            var next = best.Length < LongEnough && at + 1 < end ? Best(at + 1, end) : default;
            if (best.Length == 0 || next.Length > best.Length + 1)
            {
                (at, best) = (at + 1, next);
                continue;
            }
            var source = owner[best.From];
            steps.Add(new PackStep(at - literalsFrom, best.Length, at - best.From, texts[source], best.From - starts[source]));
            for (var inside = at + 1; inside < at + best.Length; inside++)
            {
                Remember(inside, end);
            }
            at += best.Length;
            literalsFrom = at;
            best = Best(at, end);
        }
        steps.Add(new PackStep(end - literalsFrom, 0, 0, null, 0));
        return [.. steps];
    }

    private (int From, int Length) Best(int at, int end)
    {
        if (end - at < Shortest)
        {
            return default;
        }
        var best = (From: 0, Length: 0);
        var scope = texts[owner[at]].Scope;
        var from = newest[Hash(at)];
        for (var tries = 0; from >= 0 && at - from <= FarthestBack && tries < MostCandidates; tries++, from = older[from])
        {
            var longest = Math.Min(Math.Min(Packer.Longest, end - at), starts[owner[from] + 1] - from);
            if (longest <= best.Length || all[from + best.Length] != all[at + best.Length] || !texts[owner[from]].Scope.Encloses(scope))
            {
                continue;
            }
            var length = all.AsSpan(from, longest).CommonPrefixLength(all.AsSpan(at, longest));
            if (length > best.Length && length >= Shortest)
            {
                best = (from, length);
                if (length >= LongEnough)
                {
                    break;
                }
            }
        }
        return best;
    }

    private void Remember(int at, int end)
    {
        if (end - at >= Shortest)
        {
            var hash = Hash(at);
            older[at] = newest[hash];
            newest[hash] = at;
        }
    }

    private int Hash(int at) => (int)((BinaryPrimitives.ReadUInt32LittleEndian(all.AsSpan(at)) * 2_654_435_761u) >> (32 - HashBits));
}
