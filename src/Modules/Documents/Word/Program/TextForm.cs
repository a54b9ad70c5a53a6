using System.Globalization;

namespace CrossSell.Documents.Word;

/// <summary>How text from the data is written at one kind of place.</summary>
internal abstract class TextForm
{
    public static TextForm Plain { get; } = new PlainText();

    /// <summary>The HTML of a mail: what comes from the data is text and never markup, in attributes too; its line breaks are kept.</summary>
    public static TextForm Html { get; } = new HtmlText();

    /// <summary>An element that holds one line, such as a document's title.</summary>
    public static TextForm OneLine { get; } = new OneLineText();

    /// <summary>The code of a field, where quotation marks and backslashes mean something.</summary>
    public static TextForm FieldCode { get; } = new FieldCodeText();

    /// <summary>A whole address, or a piece of one.</summary>
    public static TextForm Address(bool isWhole) => new AddressText(isWhole);

    public static TextForm WordRun(string prefix, string uri) => new WordText(prefix, uri);

    public abstract void Write(Utf8Buffer output, string text);

    /// <summary>Puts a picture here; compiling refuses it where none can stand.</summary>
    public virtual void Write(Filling fill, Picture picture) => throw new InvalidOperationException("No picture can stand here.");

    /// <summary>Why a text cannot stand here, or null.</summary>
    public virtual Why? Refusal(string text) => Unprintable(text);

    private static Why? Unprintable(string text)
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
                return new("halfCharacter", "contains half of a character (a lone surrogate), which cannot stand in a document");
            }
            else if (c is < ' ' and not ('\t' or '\n' or '\r') or '\uFFFE' or '\uFFFF')
            {
                return new("controlCharacter", $"contains the control character U+{((int)c).ToString("X4", CultureInfo.InvariantCulture)}, which cannot stand in a document");
            }
        }
        return null;
    }

    private static void Escape(Utf8Buffer output, ReadOnlySpan<char> text)
    {
        while (true)
        {
            var special = text.IndexOfAny("&<>\"");
            if (special < 0)
            {
                output.Write(text);
                return;
            }
            output.Write(text[..special]);
            output.Write(text[special] switch { '&' => "&amp;"u8, '<' => "&lt;"u8, '>' => "&gt;"u8, _ => "&quot;"u8 });
            text = text[(special + 1)..];
        }
    }

    private sealed class PlainText : TextForm
    {
        public override void Write(Utf8Buffer output, string text) => output.Write(text);
    }

    private sealed class HtmlText : TextForm
    {
        public override void Write(Utf8Buffer output, string text)
        {
            var rest = text.ReplaceLineEndings("\n").AsSpan();
            for (var next = rest.IndexOfAny('\n', '\''); next >= 0; next = rest.IndexOfAny('\n', '\''))
            {
                Escape(output, rest[..next]);
                output.Write(rest[next] == '\n' ? "<br>\n" : "&#39;");
                rest = rest[(next + 1)..];
            }
            Escape(output, rest);
        }
    }

    private sealed class OneLineText : TextForm
    {
        public override void Write(Utf8Buffer output, string text) => Escape(output, OnOneLine(text));

        /// <summary>In an attribute: the relationship that leads to it.</summary>
        public override void Write(Filling fill, Picture picture) => fill.Output.Write(fill.Pictures.Add(fill.Part, picture));
    }

    private sealed class FieldCodeText : TextForm
    {
        public override void Write(Utf8Buffer output, string text) => Escape(output, OnOneLine(text).Replace("\\", "\\\\").Replace("\"", "\\\""));
    }

    private sealed class AddressText(bool isWhole) : TextForm
    {
        public override void Write(Utf8Buffer output, string text) => Escape(output, isWhole ? new Uri(text).AbsoluteUri : Uri.EscapeDataString(text));

        public override Why? Refusal(string text) => isWhole && !(Uri.TryCreate(text, UriKind.Absolute, out var link) && TemplatePackage.LinkSchemes.Contains(link.Scheme))
            ? new("notAnAddress", "is not a web or e-mail address") : base.Refusal(text);
    }

    private static string OnOneLine(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ');

    private sealed class WordText(string prefix, string uri) : TextForm
    {
        private readonly string lineBreak = $"</{prefix}t><{prefix}br/><{prefix}t xml:space=\"preserve\">";
        private readonly string tab = $"</{prefix}t><{prefix}tab/><{prefix}t xml:space=\"preserve\">";

        public override void Write(Filling fill, Picture picture)
        {
            fill.Output.Write($"</{prefix}t>");
            PictureXml.Write(fill, picture, prefix, isStrict: uri == Names.StrictWord);
            fill.Output.Write($"<{prefix}t xml:space=\"preserve\">");
        }

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
