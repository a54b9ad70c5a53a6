namespace CrossSell.Segments.Domain.Filters;

internal enum TokenKind
{
    Word,
    Quoted,
    Symbol,
}

/// <param name="Text">As it means: without its quotes.</param>
internal sealed record Token(TokenKind Kind, string Text, int Position, int Length);

/// <summary>Cuts a filter or a sentence into words. Commas, and a full stop at the end, say nothing.</summary>
internal static class Tokens
{
    private const char Nbsp = '\u00a0';

    public static List<Token> Of(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c) || c == ',')
            {
                at++;
            }
            else if (c is '(' or ')')
            {
                tokens.Add(new Token(TokenKind.Symbol, c.ToString(), at++, 1));
            }
            else if (c is '<' or '>' or '=' or '!')
            {
                var length = at + 1 < text.Length && text[at + 1] == '=' ? 2 : 1;
                tokens.Add(new Token(TokenKind.Symbol, text.Substring(at, length), at, length));
                at += length;
            }
            else if (Closing(c) is { } closing)
            {
                tokens.Add(Quoted(text, ref at, closing));
            }
            else if (c is '”')
            {
                throw new FilterException(new FilterFault(at, 1, "filterOpenQuote", "The quotation is not opened."));
            }
            else if (Word(text, ref at) is { Text.Length: > 0 } word)
            {
                tokens.Add(word);
            }
        }

        return tokens;
    }

    private static string? Closing(char opening) => opening switch
    {
        '"' => "\"",
        '„' => "”“",
        '“' => "”",
        _ => null,
    };

    private static Token Quoted(string text, ref int at, string closing)
    {
        var start = at++;
        var said = new System.Text.StringBuilder();
        while (at < text.Length && !closing.Contains(text[at], StringComparison.Ordinal))
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
            }

            said.Append(text[at++]);
        }

        if (at >= text.Length)
        {
            throw new FilterException(new FilterFault(start, text.Length - start, "filterOpenQuote", "The quotation is not closed."));
        }

        at++;
        return new Token(TokenKind.Quoted, said.ToString(), start, at - start);
    }

    /// <summary>A number may be grouped by spaces that don't break, and its decimals may follow a comma.</summary>
    private static Token Word(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && Goes(text, at))
        {
            at++;
        }

        var word = text[start..at].Replace(Nbsp.ToString(), null, StringComparison.Ordinal);
        if (at >= text.TrimEnd().Length && word.EndsWith('.'))
        {
            word = word[..^1];
        }

        return new Token(TokenKind.Word, word, start, at - start);
    }

    private static bool Goes(string text, int at) => text[at] switch
    {
        Nbsp or ',' => at > 0 && char.IsAsciiDigit(text[at - 1]) && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]),
        '(' or ')' or '<' or '>' or '=' or '!' or '"' or '„' or '“' or '”' => false,
        var c => !char.IsWhiteSpace(c),
    };
}
