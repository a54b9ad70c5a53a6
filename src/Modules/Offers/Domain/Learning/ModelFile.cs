using System.IO.Compression;
using System.Runtime.InteropServices;
using CrossSell.Kernel.Data;

namespace CrossSell.Offers.Domain.Learning;

/// <summary>A model as the bytes it is kept as: its table and counts packed, what people read of it as JSON in front.</summary>
internal static class ModelFile
{
    public static byte[] Write(LineModel model)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        using (var to = new BinaryWriter(brotli))
        {
            to.Write(JsonText.Write(new Head(model.Code, model.Kind, model.Products, model.Line, model.Traits, model.Space, model.Reach.Chances, model.Replay, model.Table.Pairs.All, model.Support.Gains)));
            Put(to, model.Table.Bias);
            to.Write(model.Support.Clients);
            Put(to, model.Support.Holders);
            Put(to, model.Support.Facts);
            for (var fact = 0; fact < model.Table.Rows.Count; fact++)
            {
                var row = model.Table.Rows[fact];
                to.Write((byte)(row is null ? 0 : row.Targets is null ? 1 : 2));
                if (row is not null)
                {
                    Put(to, row.Targets ?? []);
                    Put(to, row.Adds);
                    Put(to, model.Support.Both[fact]!);
                }
            }
        }

        return packed.ToArray();
    }

    public static LineModel Read(byte[] bytes)
    {
        using var brotli = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var from = new BinaryReader(brotli);
        var head = JsonText.Read<Head>(from.ReadString());
        var bias = Get<float>(from);
        var (clients, holders, facts) = (from.ReadInt32(), Get<int>(from), Get<int>(from));
        var pairs = new FactPairs(head.Space.Count, head.Pairs ?? []);
        var (rows, both) = (new LogOdds.Row?[head.Space.Count + pairs.All.Count], new int[]?[head.Space.Count + pairs.All.Count]);
        for (var fact = 0; fact < rows.Length; fact++)
        {
            var kind = from.ReadByte();
            if (kind > 0)
            {
                var targets = Get<ushort>(from);
                rows[fact] = new LogOdds.Row(kind == 1 ? null : targets, Get<float>(from));
                both[fact] = Get<int>(from);
            }
        }

        return new LineModel(
            head.Code, head.Kind, head.Products, head.Line, head.Traits, head.Space, new LogOdds(bias, rows, pairs), new Support(clients, holders, facts, both, head.Gains ?? new int[bias.Length]), new Reach(head.Reach), head.Replay);
    }

    private static void Put<T>(BinaryWriter to, T[] values)
        where T : struct
    {
        to.Write(values.Length);
        to.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static T[] Get<T>(BinaryReader from)
        where T : struct
    {
        var values = new T[from.ReadInt32()];
        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <param name="Pairs">None in models that were learned before there were any; nor are there <paramref name="Gains"/>.</param>
    private sealed record Head(
        string Code, string Kind, IReadOnlyList<string> Products, IReadOnlyList<int> Line, IReadOnlyList<TraitShape> Traits, FactSpace Space, IReadOnlyList<float> Reach, Replay Replay,
        IReadOnlyList<FactPair>? Pairs = null, IReadOnlyList<int>? Gains = null);
}
