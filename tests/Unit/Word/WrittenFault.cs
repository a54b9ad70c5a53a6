using System.Text.RegularExpressions;

namespace CrossSell.Unit.Word;

/// <summary>A fault as it stands in the source of the engine: its code and the values in its sentence.</summary>
internal sealed partial record WrittenFault(string Code, IReadOnlyList<WrittenValue> Values)
{
    /// <summary>Every code that a sentence follows.</summary>
    public static IEnumerable<WrittenFault> In(string source)
    {
        foreach (Match code in Codes().Matches(source))
        {
            var (sentence, values) = Read(source, code.Index + code.Length + code.Groups["between"].Length, code.Groups["between"].Value.EndsWith('$'));
            if (IsSentence(sentence))
            {
                // Where the sentence begins in the middle, the field it is about is put in front of it.
                yield return new WrittenFault(code.Groups["code"].Value, char.IsAsciiLetterLower(sentence[0]) ? [new WrittenValue("field"), .. values] : values);
            }
        }
    }

    private static bool IsSentence(string text) => text.Contains(' ', StringComparison.Ordinal) && (char.IsAsciiLetterLower(text[0]) || text[0] == '“' || text[^1] is '.' or '?' or '}');

    private static (string Sentence, List<WrittenValue> Values) Read(string source, int quote, bool hasValues)
    {
        var values = new List<WrittenValue>();
        var at = quote + 1;
        for (; source[at] != '"'; at++)
        {
            if (source[at] == '\\' || (hasValues && source[at] is '{' or '}' && source[at + 1] == source[at]))
            {
                at++;
            }
            else if (hasValues && source[at] == '{')
            {
                var start = at + 1;
                at = EndOfValue(source, start);
                values.Add(new WrittenValue(source[start..at]));
            }
        }

        return (source[(quote + 1)..at], values);
    }

    private static int EndOfValue(string source, int at)
    {
        for (var depth = 0; depth > 0 || source[at] != '}'; at++)
        {
            depth += source[at] switch { '{' => 1, '}' => -1, _ => 0 };
        }

        return at;
    }

    [GeneratedRegex("""
        "(?<code>[a-z][A-Za-z]*)"(?=(?<between>,\s*\$?)")
        """)]
    private static partial Regex Codes();
}

/// <summary>A value in a sentence, as it is written.</summary>
internal sealed record WrittenValue(string Expression)
{
    /// <summary>Words of the engine's own, that have to be said in the reader's language.</summary>
    public bool IsTerm => Expression.Contains("Describe(", StringComparison.Ordinal) || Expression is "expected" or "hint" or "accepts";
}
