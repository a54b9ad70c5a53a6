using System.Buffers.Binary;

namespace CrossSell.Documents.Word;

/// <summary>A picture and its size on paper, in millimetres.</summary>
internal sealed record Picture(byte[] Content, string Extension, decimal Width, decimal Height)
{
    public static readonly IReadOnlyList<string> Extensions = ["png", "jpeg", "gif"];
    private const decimal MillimetresPerInch = 25.4m, DotsPerInch = 96;

    /// <summary>From base64, with or without <c>data:image/…;base64,</c> before it; null when it is none.</summary>
    public static Picture? Read(string text)
    {
        var base64 = text.StartsWith("data:", StringComparison.Ordinal) ? text[(text.IndexOf(',') + 1)..] : text;
        var content = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, content, out var length))
        {
            return null;
        }
        content = content[..length];
        return Kind(content) is { } kind && kind.Width > 0 && kind.Height > 0
            ? new Picture(content, kind.Extension, kind.Width * MillimetresPerInch / DotsPerInch, kind.Height * MillimetresPerInch / DotsPerInch) : null;
    }

    /// <summary>As wide as asked for and in proportion, or within both measures; never distorted.</summary>
    public Picture Sized(decimal[] size)
    {
        if (size.Length == 0)
        {
            return this;
        }
        var scale = size.Length == 1 ? size[0] / Width : Math.Min(size[0] / Width, size[1] / Height);
        return this with { Width = Width * scale, Height = Height * scale };
    }

    private static (string Extension, int Width, int Height)? Kind(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47]) && file.Length > 24)
        {
            return ("png", BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]));
        }
        if (file.StartsWith("GIF8"u8) && file.Length > 10)
        {
            return ("gif", BinaryPrimitives.ReadUInt16LittleEndian(file[6..]), BinaryPrimitives.ReadUInt16LittleEndian(file[8..]));
        }
        return file.StartsWith<byte>([0xFF, 0xD8]) ? Jpeg(file) : null;
    }

    /// <summary>The first start-of-frame segment of a JPEG holds its size.</summary>
    private static (string, int, int)? Jpeg(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 9 < file.Length && file[at] == 0xFF; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]))
        {
            var isFrame = file[at + 1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
            if (isFrame)
            {
                return ("jpeg", BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
            }
        }
        return null;
    }
}
