using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using QRCoder;

namespace CrossSell.Documents.Word;

/// <summary>A QR code with medium error correction, as a picture.</summary>
internal static class QrCode
{
    private const int DotsAModule = 8, Longest = 2_000;
    private const decimal Millimetres = 25;

    public static Picture? Draw(string text)
    {
        if (text.Length > Longest)
        {
            return null;
        }
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        using var code = new PngByteQRCode(data);
        return new Picture(code.GetGraphic(DotsAModule), "png", Millimetres, Millimetres);
    }
}

/// <summary>A bar code of Code 128, set B (ISO/IEC 15417): printable ASCII, as most scanners read it.</summary>
internal static class Barcode
{
    private const int Start = 104, Stop = 106, Modulus = 103, Longest = 80, DotsAModule = 3, Height = 120, QuietModules = 10;
    private const decimal WidthOfModule = 0.33m, HeightOnPaper = 15;

    /// <summary>Widths of bars and spaces in turn; each symbol is eleven modules wide, the stop symbol thirteen.</summary>
    private static readonly string[] Widths =
    [
        .. ("212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 "
        + "212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 "
        + "314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 "
        + "214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112").Split(' '),
    ];

    public static Picture? Draw(string text)
    {
        if (text.Length > Longest || text.Any(c => c is < ' ' or > '~'))
        {
            return null;
        }
        var values = text.Select(c => c - ' ').ToList();
        var check = (Start + values.Select((value, i) => value * (i + 1)).Sum()) % Modulus;
        var modules = new List<bool>(Enumerable.Repeat(false, QuietModules));
        foreach (var symbol in values.Prepend(Start).Append(check).Append(Stop))
        {
            modules.AddRange(Widths[symbol].SelectMany((width, i) => Enumerable.Repeat(i % 2 == 0, width - '0')));
        }
        modules.AddRange(Enumerable.Repeat(false, QuietModules));
        return new Picture(Png(modules), "png", modules.Count * WidthOfModule, HeightOnPaper);
    }

    /// <summary>One bit a dot, the same line <see cref="Height"/> times (PNG, ISO/IEC 15948).</summary>
    private static byte[] Png(List<bool> modules)
    {
        var width = modules.Count * DotsAModule;
        var line = new byte[1 + ((width + 7) / 8)];
        for (var x = 0; x < width; x++)
        {
            line[1 + (x / 8)] |= (byte)(modules[x / DotsAModule] ? 0 : 0x80 >> (x % 8));
        }
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < Height; y++)
            {
                zlib.Write(line);
            }
        }
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), Height);
        head[8] = 1;
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR"u8, head), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        byte[] chunk = [0, 0, 0, 0, .. name, .. content, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32.HashToUInt32(chunk.AsSpan(4, chunk.Length - 8)));
        return chunk;
    }
}
