namespace CrossSell.Segments.Domain.Filters;

/// <summary>In which words a filter is said.</summary>
internal enum Dialect
{
    /// <summary>The language that people type and programs send: <c>holds line/product and age &gt;= 30</c>.</summary>
    Code,
    Hungarian,
    English,
}

/// <summary>What products and lines are called in the language of a sentence. A name that two have is nobody's: then the code is said.</summary>
internal sealed class FilterNames
{
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, string> _codes = [];

    /// <param name="known">Every product that is or was offered, <c>line/code</c>.</param>
    /// <param name="names">Names by <c>line/code</c>, and of lines by <c>line/*</c>.</param>
    public FilterNames(Dialect dialect, IEnumerable<string> known, IEnumerable<(string Code, string Name)> names)
    {
        Dialect = dialect;
        Products = known.ToHashSet(StringComparer.Ordinal);
        foreach (var group in names.GroupBy(n => (n.Name.Trim(), n.Code.EndsWith("/*", StringComparison.Ordinal))).Where(g => g.Count() == 1))
        {
            var (code, name) = group.Single();
            _names[code] = name.Trim();
            _codes[Key(name.Trim(), code.EndsWith("/*", StringComparison.Ordinal))] = code;
        }
    }

    public Dialect Dialect { get; }

    public IReadOnlySet<string> Products { get; }

    public IEnumerable<string> Lines => Products.Select(p => p.Split('/')[0]).Distinct();

    public string? NameOf(string code) => _names.GetValueOrDefault(code);

    public string? CodeOf(string name, bool line) => _codes.GetValueOrDefault(Key(name, line));

    private static string Key(string name, bool line) => (line ? "line " : "product ") + name;
}
