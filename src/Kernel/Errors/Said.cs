using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace CrossSell.Kernel.Errors;

/// <summary>A sentence in English that remembers the values standing in it, in their order: so that it can be said in another language. Written as an interpolated string, or as plain text.</summary>
[InterpolatedStringHandler]
public sealed class Said
{
    private readonly StringBuilder _text;
    private readonly List<string> _facts = [];

    /// <summary>For the compiler, which calls it where an interpolated string stands.</summary>
    public Said(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 8));

    /// <summary>The same sentence, where the compiler needs to be told.</summary>
    public Said(Said sentence) => (_text, _facts) = (sentence._text, sentence._facts);

    /// <summary>The values, as they stand in the sentence; of a <see cref="Term"/> its code.</summary>
    public IReadOnlyList<string> Facts => _facts;

    /// <summary>A sentence that was put together elsewhere, and the values in it.</summary>
    public static Said Of(string text, params string[] facts)
    {
        var said = new Said(text.Length, 0);
        said._text.Append(text);
        said._facts.AddRange(facts);
        return said;
    }

    /// <summary>A sentence without values.</summary>
    public static implicit operator Said(string text) => Of(text);

    /// <summary>For the compiler.</summary>
    public void AppendLiteral(string text) => _text.Append(text);

    /// <summary>For the compiler.</summary>
    public void AppendFormatted<T>(T value)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{value}");
        _facts.Add(value is Term term ? term.Code : text);
        _text.Append(text);
    }

    /// <summary>The sentence in English.</summary>
    public override string ToString() => _text.ToString();
}

/// <summary>A value to be said as it is, in whatever language.</summary>
/// <param name="Value">As it stands in the file.</param>
public readonly record struct Verbatim(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Words of the house's own inside a sentence, such as “a date”: in English here, in other languages found by their code.</summary>
/// <param name="Code">Stable name, such as <c>type.date</c>; several, of which any is meant, stand with <c>|</c> between them.</param>
public readonly record struct Term(string Code, string English)
{
    private const char Divider = '|';

    /// <summary>The codes of what is meant.</summary>
    public IEnumerable<string> Codes => Code.Split(Divider);

    /// <summary>One or another of these.</summary>
    public static Term AnyOf(IReadOnlyCollection<Term> terms) => new(string.Join(Divider, terms.Select(t => t.Code)), string.Join(" or ", terms.Select(t => t.English)));

    /// <inheritdoc/>
    public override string ToString() => English;
}
