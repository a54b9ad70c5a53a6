namespace CrossSell.Documents.Word;

/// <summary><c>{% include "general-terms" %}</c>: the main text of another template of the line, in the same language.</summary>
internal static class IncludeTags
{
    public const string Keyword = "include";

    /// <summary>The keys a template includes, in reading order.</summary>
    public static IReadOnlyList<string> KeysIn(ReadOnlyMemory<byte> docx) => KeysIn(TemplatePackage.Accept(docx));

    public static IReadOnlyList<string> KeysIn(TemplatePackage package) =>
        [.. package.Tree(package.MainPart).Descendants().OfType<Element>().Where(e => e.Is("p")).SelectMany(KeysIn).Distinct()];

    public static string KeyOf(string tag) => Tokens.Of(tag) is [{ Text: Keyword }, { Kind: TokenKind.Text } key, { Kind: TokenKind.End }]
        ? key.Text.Trim().Replace('–', '-').Replace('\u2011', '-')
        : throw new TagException("includeByKey", "Another template is included by its key in quotation marks: {% include \"general-terms\" %}.");

    private static IEnumerable<string> KeysIn(Element paragraph)
    {
        var text = Paragraphs.TextOf(paragraph);
        return text.Contains(Keyword, StringComparison.Ordinal) && TagScanner.MayHaveTags(text)
            ? TagScanner.Scan(text).Where(t => t is { Fault: null, Sign: TagSign.Block }).Select(t => TryKey(t.Inner)).OfType<string>()
            : [];
    }

    private static string? TryKey(string tag)
    {
        try
        {
            return TagParser.Keyword(tag) == Keyword ? KeyOf(tag) : null;
        }
        catch (TagException)
        {
            return null; // Said with its place when the tags get their meaning.
        }
    }
}
