using System.Buffers;
using System.Text;

namespace CrossSell.Documents.Word;

internal enum TagSign { Print, Block, Comment }

/// <summary>A tag found in a text; <paramref name="Fault"/> says why it is none.</summary>
internal readonly record struct FoundTag(int Start, int End, TagSign Sign, string Inner, Why? Fault);

/// <summary>Finds {{ … }}, {% … %} and {# … #}. Quotation marks inside a tag hide braces.</summary>
internal static class TagScanner
{
    public const string Invisible = "\u200B\u200C\u200D\u2060\uFEFF\u00AD\u200E\u200F";
    private const int Longest = 2_000, LongestComment = 10_000;
    private static readonly SearchValues<char> Braces = SearchValues.Create("{}");

    public static bool MayHaveTags(string text) => text.AsSpan().IndexOfAny(Braces) >= 0;

    public static List<FoundTag> Scan(string text)
    {
        var found = new List<FoundTag>();
        for (var at = 0; at < text.Length - 1;)
        {
            var next = text.AsSpan(at).IndexOfAny(Braces);
            if (next < 0)
            {
                break;
            }
            at += next;
            if (SignAt(text, at) is { } sign)
            {
                var tag = Read(text, at, sign);
                found.Add(tag);
                at = tag.End;
                continue;
            }
            if (IsStrayEnd(text, at))
            {
                found.Add(new FoundTag(at, at + 2, TagSign.Comment, "", new("strayEnd", "A tag is closed here that was never opened. A field is written {{ name }} and a block {% … %}.")));
                at++;
            }
            at++;
        }
        return found;
    }

    private static bool IsStrayEnd(string text, int at) =>
        text[at] == '}' && ((at + 1 < text.Length && text[at + 1] == '}') || (at > 0 && text[at - 1] == '%'));

    private static TagSign? SignAt(string text, int at) => text[at] != '{' || at + 1 >= text.Length ? null : text[at + 1] switch
    {
        '{' => TagSign.Print,
        '%' => TagSign.Block,
        '#' => TagSign.Comment,
        _ => null,
    };

    private static FoundTag Read(string text, int start, TagSign sign)
    {
        var closing = sign switch { TagSign.Print => "}}", TagSign.Block => "%}", _ => "#}" };
        var end = sign == TagSign.Comment ? text.IndexOf(closing, start + 2, Math.Min(LongestComment, text.Length - start - 2), StringComparison.Ordinal) : EndOf(text, start + 2, closing);
        if (end < 0)
        {
            return new FoundTag(start, start + 2, sign, Shorten(text, start), new("notClosed", $"The tag is opened and not closed by {closing} in the same paragraph."));
        }
        return new FoundTag(start, end + 2, sign, Visible(text[(start + 2)..end]), null);
    }

    private static int EndOf(string text, int from, string closing)
    {
        var strict = EndOf(text, from, closing, heedQuotes: true);
        return strict >= 0 ? strict : EndOf(text, from, closing, heedQuotes: false);
    }

    private static int EndOf(string text, int from, string closing, bool heedQuotes)
    {
        Func<char, bool>? quote = null;
        for (var at = from; at < Math.Min(text.Length, from + Longest) - 1; at++)
        {
            if (quote is not null)
            {
                quote = quote(text[at]) ? null : quote;
            }
            else if (string.CompareOrdinal(text, at, closing, 0, 2) == 0)
            {
                return at;
            }
            else if (SignAt(text, at) is not null)
            {
                return -1;
            }
            else if (heedQuotes)
            {
                quote = Tokens.IsDoubleQuote(text[at]) ? Tokens.IsDoubleQuote : Tokens.IsSingleQuote(text[at]) ? Tokens.IsSingleQuote : null;
            }
        }
        return -1;
    }

    private static string Visible(string inner)
    {
        if (inner.AsSpan().IndexOfAny(Invisible) < 0)
        {
            return inner;
        }
        var visible = new StringBuilder(inner.Length);
        foreach (var c in inner.Where(c => !Invisible.Contains(c)))
        {
            visible.Append(c);
        }
        return visible.ToString();
    }

    private static string Shorten(string text, int start) => text[(start + 2)..Math.Min(text.Length, start + 40)];
}
