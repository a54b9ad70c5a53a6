using System.Globalization;
using System.Text;

namespace CrossSell.Documents.Word;

internal enum TokenKind { Name, Text, Number, Symbol, End }

internal readonly record struct Token(TokenKind Kind, string Text);

/// <summary>Cuts what stands between the braces into words. Word's own typing habits (curly quotes, odd spaces, dashes) are read as what was meant.</summary>
internal static class Tokens
{
    private const string DoubleQuotes = "\"“”„‟«»″", SingleQuotes = "'‘’‚‛′", Dashes = "-‐‑‒–—−";
    private static readonly string[] Pairs = ["==", "!=", "<=", ">=", "=>", "=<", "<>", "&&", "||"];

    public static bool IsDoubleQuote(char c) => DoubleQuotes.Contains(c);

    public static bool IsSingleQuote(char c) => SingleQuotes.Contains(c);

    public static List<Token> Of(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            tokens.Add(Next(text, ref at));
        }
        tokens.Add(new Token(TokenKind.End, "the end of the tag"));
        return tokens;
    }

    private static Token Next(string text, ref int at)
    {
        var c = text[at];
        if (IsDoubleQuote(c) || IsSingleQuote(c))
        {
            return Quoted(text, ref at, IsDoubleQuote(c) ? DoubleQuotes : SingleQuotes);
        }
        if (char.IsLetter(c) || c == '_')
        {
            return new Token(TokenKind.Name, Take(text, ref at, x => char.IsLetterOrDigit(x) || x == '_').Normalize(NormalizationForm.FormC));
        }
        if (char.IsAsciiDigit(c) || (Dashes.Contains(c) && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            return Number(text, ref at);
        }
        return Symbol(text, ref at);
    }

    private static Token Quoted(string text, ref int at, string closing)
    {
        var end = text.IndexOfAny(closing.ToCharArray(), at + 1);
        if (end < 0)
        {
            throw new TagException("quoteOpen", "A quotation mark is opened and not closed.");
        }
        var content = text[(at + 1)..end];
        at = end + 1;
        return new Token(TokenKind.Text, content);
    }

    private static Token Number(string text, ref int at)
    {
        var sign = Dashes.Contains(text[at]) ? "-" : "";
        at += sign.Length;
        var digits = Take(text, ref at, x => char.IsAsciiDigit(x) || x == '.');
        return decimal.TryParse(sign + digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            ? new Token(TokenKind.Number, sign + digits)
            : throw new TagException("notANumber", $"“{sign}{digits}” is not a number. Write decimals with a point, for example 12.5.");
    }

    private static Token Symbol(string text, ref int at)
    {
        var pair = at + 1 < text.Length ? text.Substring(at, 2) : "";
        if (Pairs.Contains(pair))
        {
            at += 2;
            return new Token(TokenKind.Symbol, pair);
        }
        var symbol = text[at++] switch { '≤' => "<=", '≥' => ">=", '≠' => "!=", var one when Dashes.Contains(one) => "-", var one => one.ToString() };
        return new Token(TokenKind.Symbol, symbol);
    }

    private static string Take(string text, ref int at, Func<char, bool> belongs)
    {
        var start = at;
        while (at < text.Length && belongs(text[at]))
        {
            at++;
        }
        return text[start..at];
    }
}
