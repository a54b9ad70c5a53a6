using System.Text.RegularExpressions;

namespace CrossSell.Clients.Domain;

/// <summary>One way to read what was typed: texts of a kind that begin so.</summary>
/// <param name="Kind">A kind of <see cref="SearchKeys"/>, or <c>number</c> (of a contract), <c>identifier</c> (a plate or the like, of a contract), <c>document</c>.</param>
/// <param name="From">How the text begins.</param>
/// <param name="Contains">What stands further on in it, as patterns.</param>
/// <param name="LeadOnly">Whether only leading texts are looked at.</param>
internal sealed record SearchStep(string Kind, string From, IReadOnlyList<string> Contains, bool LeadOnly)
{
    public const string Number = "number";
    public const string Identifier = "identifier";
    public const string Document = "document";

    /// <summary>The first text that no longer begins so, in the order of bytes.</summary>
    public string Until => From + "\U0010FFFF";

    public bool IsOfContracts => Kind is Number or Identifier;

    public bool IsOfClients => !IsOfContracts && Kind != Document;
}

/// <summary>How a text that somebody types is looked up: which ways it can be read, the likeliest first. Each is one range of one index.</summary>
internal static partial class SearchPlan
{
    public const int LongestQuery = 100;
    private const int ShortestKey = 3;

    public static IReadOnlyList<SearchStep> Of(string? query)
    {
        var text = (query ?? string.Empty).Trim();
        if (text.Length is 0 or > LongestQuery)
        {
            return [];
        }

        var words = SearchText.Words(text);
        return SearchText.IsPhone(text, 3) ? [.. Phones(text), .. Keys(text)]
            : text.Contains('@', StringComparison.Ordinal) ? [.. Email(text)]
            : text.Any(char.IsAsciiDigit) ? [.. Keys(text), .. Names(words), .. Email(text)]
            : [.. Names(words), .. Email(text), .. Keys(text)];
    }

    /// <summary>By two words in either order, the last of which may be unfinished; then by beginnings of both.</summary>
    public static IReadOnlyList<SearchStep> Names(IReadOnlyList<string> words)
    {
        switch (words)
        {
            case []:
                return [];
            case [var only]:
                return [new SearchStep(SearchKeys.Name, only, [], true)];
            default:
                var rest = words.Skip(2).Select(Further).ToList();
                return
                [
                    new SearchStep(SearchKeys.Name, $"{words[0]} {words[1]}", rest, false),
                    new SearchStep(SearchKeys.Name, $"{words[1]} {words[0]}", rest, false),
                    new SearchStep(SearchKeys.Name, words.MaxBy(w => w.Length)!, [.. words.Where(w => w != words.MaxBy(v => v.Length)).Select(Further)], true),
                ];
        }
    }

    private static IEnumerable<SearchStep> Phones(string text)
    {
        var digits = SearchText.Digits(text);
        var known = digits switch
        {
            _ when text.StartsWith('+') => digits,
            ['0', '0', .. var rest] => rest,
            ['0', '6', .. var rest] => "36" + rest,
            _ => digits,
        };
        yield return new SearchStep(SearchKeys.Phone, known, [], false);
    }

    private static IEnumerable<SearchStep> Email(string text)
    {
        if (EmailStart().IsMatch(text))
        {
            yield return new SearchStep(SearchKeys.Email, text.ToLowerInvariant(), [], true);
        }
    }

    private static IEnumerable<SearchStep> Keys(string text)
    {
        var key = SearchText.Key(text);
        if (key.Length < ShortestKey)
        {
            yield break;
        }

        yield return new SearchStep(SearchKeys.ExternalId, key, [], true);
        yield return new SearchStep(SearchKeys.TaxNumber, key, [], true);
        yield return new SearchStep(SearchStep.Number, key, [], true);
        yield return new SearchStep(SearchStep.Identifier, key, [], true);
        yield return new SearchStep(SearchStep.Document, key, [], true);
    }

    private static string Further(string word) => $"% {word}%";

    [GeneratedRegex(@"^[^\s,;<>()]{2,}$", RegexOptions.CultureInvariant)]
    private static partial Regex EmailStart();
}
