namespace CrossSell.Documents.Word;

internal enum PartKind { Untouched, Story, Lines, Drawn, Numbering, Styles }

/// <summary>What a part is, by its content type: names of parts mean nothing.</summary>
internal static class PartKinds
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

    public static PartKind Of(string type)
    {
        if (type.StartsWith(Word, StringComparison.Ordinal))
        {
            return type[Word.Length..] switch
            {
                "document.main+xml" or "template.main+xml" or "header+xml" or "footer+xml" or "footnotes+xml" or "endnotes+xml" => PartKind.Story,
                "numbering+xml" => PartKind.Numbering,
                "styles+xml" => PartKind.Styles,
                _ => PartKind.Untouched,
            };
        }
        if (type is "application/vnd.openxmlformats-package.core-properties+xml" or "application/vnd.openxmlformats-officedocument.extended-properties+xml"
            or "application/vnd.openxmlformats-officedocument.custom-properties+xml")
        {
            return PartKind.Lines;
        }
        return type.Contains("drawingml.", StringComparison.Ordinal) ? PartKind.Drawn : PartKind.Untouched;
    }
}
