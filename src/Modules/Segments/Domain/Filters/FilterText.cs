namespace CrossSell.Segments.Domain.Filters;

/// <summary>Reads and writes filters: in the language, and as a sentence in Hungarian or English. What is written reads back as the same filter.</summary>
internal static class FilterText
{
    public const int Longest = 4000;
    public const int MostConditions = 60;
    private const int Deepest = 20;

    public static Filter Read(string text, FilterNames names)
    {
        if (text.Length > Longest)
        {
            throw new FilterException(new FilterFault(Longest, text.Length - Longest, "filterTooLong", $"At most {Longest} characters.", null, ("most", Longest)));
        }

        var tokens = Tokens.Of(text);
        if (tokens.Count == 0)
        {
            throw new FilterException(new FilterFault(0, 0, "filterEmpty", "Say which clients are meant.", "age >= 30"));
        }

        var reader = new TokenReader(tokens, names);
        var filter = new FilterParser(reader, Deepest).Read();
        if (filter is null || reader.At < tokens.Count)
        {
            throw new FilterException(Fault(reader, text));
        }

        return filter.Self().Count() <= MostConditions * 2
            ? filter
            : throw new FilterException(new FilterFault(0, text.Length, "filterTooMany", $"At most {MostConditions} conditions; make a segment of some of them.", null, ("most", MostConditions)));
    }

    public static string Write(Filter filter, FilterNames names) => filter switch
    {
        Filter.All all => string.Join($" {Joiner.And(names)} ", all.Parts.Select(p => Part(p, names))),
        Filter.Any any => string.Join($" {Joiner.Or(names)} ", any.Parts.Select(p => Part(p, names))),
        Filter.Not not => $"{Joiner.Not(names)} {Part(not.Part, names)}",
        _ => Phrases.For(filter).Write(filter, names),
    };

    /// <summary>A sentence as one reads it: with a capital, unless it begins with a product's code, and a full stop.</summary>
    public static string Sentence(Filter filter, FilterNames names)
    {
        var said = Write(filter, names);
        return said.Split(' ')[0].Contains('/', StringComparison.Ordinal) ? $"{said}." : $"{char.ToUpper(said[0], System.Globalization.CultureInfo.InvariantCulture)}{said[1..]}.";
    }

    private static string Part(Filter part, FilterNames names) => part is Filter.All or Filter.Any ? $"({Write(part, names)})" : Write(part, names);

    private static FilterFault Fault(TokenReader reader, string text)
    {
        if (reader.Meant is { } meant)
        {
            return meant;
        }

        var expected = reader.Expected.Where(e => e.Length > 0).Order(StringComparer.Ordinal).ToList();
        var words = string.Join(", ", expected.Take(12));
        if (reader.TokenAt(reader.Furthest) is not { } found)
        {
            return new FilterFault(text.Length, 0, "filterUnfinished", $"Something is missing at the end; expected: {words}.", null, ("expected", words));
        }

        return new FilterFault(
            found.Position, found.Length, "filterUnexpected", $"“{found.Text}” can't stand here; expected: {words}.", Nearest.Of(found.Text, expected), ("found", found.Text), ("expected", words));
    }
}

/// <summary>The words that join conditions.</summary>
internal static class Joiner
{
    public static string And(FilterNames names) => names.Dialect == Dialect.Hungarian ? "és" : "and";

    public static string Or(FilterNames names) => names.Dialect == Dialect.Hungarian ? "vagy" : "or";

    public static string Not(FilterNames names) => names.Dialect switch { Dialect.Hungarian => "nem igaz hogy", Dialect.English => "it is not true that", _ => "not" };
}

/// <summary>Goes down: or, and, not, brackets, one condition. Brackets are kept as a group of their own, so that what is read is what was written.</summary>
internal sealed class FilterParser(TokenReader reader, int deepest)
{
    private int _depth;

    public Filter? Read() => Group(Joiner.Or(reader.Names), () => Group(Joiner.And(reader.Names), One, parts => new Filter.All(parts)), parts => new Filter.Any(parts));

    private Filter? Group(string joiner, Func<Filter?> part, Func<FilterParts, Filter> make)
    {
        var parts = new List<Filter>();
        do
        {
            if (part() is not { } one)
            {
                return null;
            }

            parts.Add(one);
        }
        while (reader.Read(joiner));
        return parts.Count == 1 ? parts[0] : make(new FilterParts(parts));
    }

    private Filter? One()
    {
        if (++_depth > deepest)
        {
            reader.Blame("filterTooDeep", "Brackets are nested too deep.", null);
            return null;
        }

        try
        {
            return Negated() ?? InBrackets() ?? Condition();
        }
        finally
        {
            _depth--;
        }
    }

    private Filter.Not? Negated()
    {
        var start = reader.At;
        if (Joiner.Not(reader.Names).Split(' ').All(reader.Read) && One() is { } part)
        {
            return new Filter.Not(part);
        }

        reader.At = start;
        return null;
    }

    private Filter? InBrackets()
    {
        var start = reader.At;
        if (reader.Read("(") && Read() is { } inside && reader.Read(")"))
        {
            return inside;
        }

        reader.At = start;
        return null;
    }

    /// <summary>The phrase that takes most of what is written.</summary>
    private Filter? Condition()
    {
        var (start, end) = (reader.At, reader.At);
        Filter? best = null;
        foreach (var phrase in Phrases.All)
        {
            reader.At = start;
            if (phrase.TryRead(reader) is { } read && reader.At > end)
            {
                (best, end) = (read, reader.At);
            }
        }

        reader.At = end;
        return best;
    }
}
