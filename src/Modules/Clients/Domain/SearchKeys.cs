using System.Globalization;

namespace CrossSell.Clients.Domain;

/// <summary>One text under which a client is found: searched from its beginning, compared whole.</summary>
internal sealed record SearchKey(string Kind, string Text, bool Lead);

/// <summary>
/// The texts under which a client is found. A name stands once for every pair of its words, so that words are found in any order by the beginning of a text.
/// Of several texts that begin with the same word one leads: a search of one word looks at those only.
/// </summary>
internal static class SearchKeys
{
    public const string Name = "name";
    public const string Phone = "phone";
    public const string Email = "email";
    public const string ExternalId = "externalId";
    public const string TaxNumber = "taxNumber";

    /// <summary>Not searched: birth date and name, company name without its legal form; two clients with one such text are likely one.</summary>
    public const string Birth = "birth";
    public const string Company = "company";

    private const int MostPaired = 4;
    private const int MostLeading = 12;
    private const int SubscriberDigits = 7;
    private static readonly HashSet<string> Legal = ["kft", "bt", "zrt", "nyrt", "rt", "kkt", "kht", "ltd", "gmbh", "inc", "llc", "sro", "ag", "es", "and", "tarsa", "e", "v", "ev"];

    public static IReadOnlyList<SearchKey> Of(Client client)
    {
        var name = SearchText.Words(client.Name);
        var keys = new List<SearchKey>(8);
        keys.AddRange(Names(name));
        keys.AddRange(Phones(client.Phone));
        Add(keys, Email, client.Email?.ToLowerInvariant());
        Add(keys, ExternalId, SearchText.Key(client.ExternalId));
        Add(keys, TaxNumber, SearchText.Key(client.TaxNumber));
        Add(keys, Birth, BirthOf(client.BirthDate, name));
        Add(keys, Company, CompanyOf(client.CompanyName));
        return [.. keys.DistinctBy(k => (k.Kind, k.Text))];
    }

    /// <summary>Words of a name in the order of the alphabet, so that two orders of one name are one.</summary>
    public static string? BirthOf(DateOnly? born, IReadOnlyList<string> name) => born is { } day && name.Count > 1
        ? $"{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)} {string.Join(' ', name.Order(StringComparer.Ordinal))}"
        : null;

    public static string? CompanyOf(string? name)
    {
        var words = SearchText.Words(name);
        var own = words.Where(w => !Legal.Contains(w)).ToList();
        return words.Count == 0 ? null : string.Join(' ', own.Count == 0 ? words : own);
    }

    /// <summary>All digits as E.164 says them; what people say inside a country, without the area code too.</summary>
    public static IEnumerable<SearchKey> Phones(string? phone)
    {
        var digits = SearchText.Digits(phone);
        if (digits.Length == 0)
        {
            yield break;
        }

        yield return new SearchKey(Phone, digits, true);
        if (digits.StartsWith("36", StringComparison.Ordinal) && digits.Length > SubscriberDigits + 2)
        {
            yield return new SearchKey(Phone, digits[2..], false);
        }

        if (digits.Length > SubscriberDigits)
        {
            yield return new SearchKey(Phone, digits[^SubscriberDigits..], false);
        }
    }

    private static IEnumerable<SearchKey> Names(IReadOnlyList<string> words)
    {
        for (var first = 0; first < Math.Min(words.Count, MostLeading); first++)
        {
            var seconds = first < MostPaired ? Enumerable.Range(0, Math.Min(words.Count, MostPaired)).Where(i => i != first).ToList() : [];
            yield return Led(words, first, seconds.Count > 0 ? seconds[0] : null, true);
            foreach (var second in seconds.Skip(1))
            {
                yield return Led(words, first, second, false);
            }
        }
    }

    private static SearchKey Led(IReadOnlyList<string> words, int first, int? second, bool lead)
    {
        var rest = words.Where((_, i) => i != first && i != second);
        return new SearchKey(Name, string.Join(' ', [words[first], .. second is { } s ? [words[s]] : Array.Empty<string>(), .. rest]), lead);
    }

    private static void Add(List<SearchKey> keys, string kind, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            keys.Add(new SearchKey(kind, text, true));
        }
    }
}
