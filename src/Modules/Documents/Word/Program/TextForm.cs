namespace CrossSell.Documents.Word;

/// <summary>How text from the data is written at one kind of place.</summary>
internal abstract class TextForm
{
    public static TextForm Plain { get; } = new PlainText();

    /// <summary>An element that holds one line, such as a document's title.</summary>
    public static TextForm OneLine { get; } = new OneLineText();

    public static TextForm WordRun(string prefix) => new WordText(prefix);

    public abstract void Write(Utf8Buffer output, string text);

    public static string? Unprintable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c >= ' ' && c < '\uD800')
            {
                continue;
            }
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(c))
            {
                return "half of a character (a lone surrogate)";
            }
            else if (c is < ' ' and not ('\t' or '\n' or '\r') or '\uFFFE' or '\uFFFF')
            {
                return $"the control character U+{(int)c:X4}";
            }
        }
        return null;
    }

    private static void Escape(Utf8Buffer output, ReadOnlySpan<char> text)
    {
        while (true)
        {
            var special = text.IndexOfAny('&', '<', '>');
            if (special < 0)
            {
                output.Write(text);
                return;
            }
            output.Write(text[..special]);
            output.Write(text[special] switch { '&' => "&amp;"u8, '<' => "&lt;"u8, _ => "&gt;"u8 });
            text = text[(special + 1)..];
        }
    }

    private sealed class PlainText : TextForm
    {
        public override void Write(Utf8Buffer output, string text) => output.Write(text);
    }

    private sealed class OneLineText : TextForm
    {
        public override void Write(Utf8Buffer output, string text) =>
            Escape(output, text.ReplaceLineEndings(" ").Replace('\t', ' '));
    }

    private sealed class WordText(string prefix) : TextForm
    {
        private readonly string lineBreak = $"</{prefix}t><{prefix}br/><{prefix}t xml:space=\"preserve\">";
        private readonly string tab = $"</{prefix}t><{prefix}tab/><{prefix}t xml:space=\"preserve\">";

        public override void Write(Utf8Buffer output, string text)
        {
            var rest = text.AsSpan();
            while (true)
            {
                var next = rest.IndexOfAny('\n', '\r', '\t');
                if (next < 0)
                {
                    Escape(output, rest);
                    return;
                }
                Escape(output, rest[..next]);
                output.Write(rest[next] == '\t' ? tab : lineBreak);
                var pair = rest[next] == '\r' && next + 1 < rest.Length && rest[next + 1] == '\n';
                rest = rest[(next + (pair ? 2 : 1))..];
            }
        }
    }
}
