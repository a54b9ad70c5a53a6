using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace CrossSell.Catalog.Messages;

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

    /// <summary>The values, as they stand in the sentence.</summary>
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
        _facts.Add(text);
        _text.Append(text);
    }

    /// <summary>The sentence in English.</summary>
    public override string ToString() => _text.ToString();
}
