namespace CrossSell.Segments.Domain.Filters;

/// <summary>How one kind of condition is said in every dialect, and how it becomes a condition and back: one table for the language and both sentences.</summary>
internal sealed class Phrase
{
    private readonly Slot[] _slots;
    private readonly Func<object?[], Filter> _build;
    private readonly Func<Filter, object?[]?> _take;
    private readonly Dictionary<Dialect, Part[]> _patterns;

    private Phrase(string kind, Slot[] slots, Func<object?[], Filter> build, Func<Filter, object?[]?> take, string code, string hu, string en)
    {
        (Kind, _slots, _build, _take) = (kind, slots, build, take);
        _patterns = new() { [Dialect.Code] = Parts(code), [Dialect.Hungarian] = Parts(hu), [Dialect.English] = Parts(en) };
    }

    /// <summary>Its name in the builder.</summary>
    public string Kind { get; }

    public IReadOnlyList<Slot> Slots => _slots;

    /// <param name="code">The pattern in the language; <c>{0}</c> stands for the first slot.</param>
    public static Phrase Of<T>(string kind, string code, string hu, string en, Slot[] slots, Func<object?[], Filter> build, Func<T, object?[]> take)
        where T : Filter => new(kind, slots, build, f => f is T one ? take(one) : null, code, hu, en);

    public bool Says(Filter filter) => _take(filter) is not null;

    public object?[] Values(Filter filter) => _take(filter)!;

    public Filter Build(object?[] values) => _build(values);

    public string Write(Filter filter, FilterNames names)
    {
        var values = _take(filter)!;
        return string.Join(' ', _patterns[names.Dialect].Select(p => p.Literal ?? _slots[p.Slot].Write(values[p.Slot], names)).Where(said => said.Length > 0));
    }

    public Filter? TryRead(TokenReader reader)
    {
        var values = new object?[_slots.Length];
        foreach (var part in _patterns[reader.Names.Dialect])
        {
            if (part.Literal is { } word ? !reader.Read(word) : !_slots[part.Slot].TryRead(reader, out values[part.Slot]))
            {
                return null;
            }
        }

        return _build(values);
    }

    private static Part[] Parts(string pattern) =>
        [.. pattern.Split(' ').Select(p => p is ['{', var digit, '}'] ? new Part(null, digit - '0') : new Part(p, 0))];

    private readonly record struct Part(string? Literal, int Slot);
}
