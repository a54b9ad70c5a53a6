namespace CrossSell.Host.Pages;

/// <summary>The parts of a Word file as whoever wrote it knows them.</summary>
internal static class TemplateParts
{
    private static readonly string[] Numbered = ["header", "footer"];

    /// <summary><c>word/header2.xml</c> is “Header (header2.xml)”, since there may be several; a part without words of its own stays as it is.</summary>
    public static string TemplatePart(this Texts texts, string part)
    {
        var divided = part.LastIndexOf(": ", StringComparison.Ordinal) + 1;
        var (included, path) = divided > 0 ? (part[..(divided + 1)], part[(divided + 1)..]) : (string.Empty, part);
        var name = Path.GetFileNameWithoutExtension(path);
        var kind = name.TrimEnd("0123456789".ToCharArray());
        return texts.Find("templates.part." + kind) is not { } words ? part
            : included + (Numbered.Contains(kind) ? $"{words} ({Path.GetFileName(path)})" : words);
    }
}
