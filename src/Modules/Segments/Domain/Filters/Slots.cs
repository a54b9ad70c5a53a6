using System.Globalization;

namespace CrossSell.Segments.Domain.Filters;

/// <summary>The tokens still to be read, and how far anybody got: that is where a fault is said to be.</summary>
internal sealed class TokenReader(IReadOnlyList<Token> tokens, FilterNames names)
{
    private readonly HashSet<string> _expected = [];
    private int _furthest;
    private FilterFault? _meant;

    public FilterNames Names => names;

    public int At { get; set; }

    public Token? Next => At < tokens.Count ? tokens[At] : null;

    public int Furthest => _furthest;

    public FilterFault? Meant => _meant;

    public IReadOnlyCollection<string> Expected => _expected;

    public Token? TokenAt(int at) => at < tokens.Count ? tokens[at] : null;

    public int Count => tokens.Count;

    public bool Read(string word)
    {
        if (Next is { Kind: not TokenKind.Quoted } token && string.Equals(token.Text, word, StringComparison.OrdinalIgnoreCase))
        {
            At++;
            return true;
        }

        Miss(word);
        return false;
    }

    /// <summary>Something else was expected here.</summary>
    public void Miss(string expected)
    {
        if (At > _furthest)
        {
            (_furthest, _meant) = (At, null);
            _expected.Clear();
        }

        if (At == _furthest)
        {
            _expected.Add(expected);
        }
    }

    /// <summary>The shape was right and what it says is not: worth more than what was expected.</summary>
    public void Blame(string code, string message, string? hint, params (string Name, object? Value)[] arguments)
    {
        Miss(string.Empty);
        if (At == _furthest && Next is { } token)
        {
            _meant ??= new FilterFault(token.Position, token.Length, code, message, hint, arguments);
        }
    }
}

/// <summary>A place in a phrase that a value fills.</summary>
internal abstract class Slot
{
    /// <returns>Whether a value, or nothing where that is allowed, could be read.</returns>
    public abstract bool TryRead(TokenReader reader, out object? value);

    /// <summary>Nothing for a value that goes without saying.</summary>
    public abstract string Write(object? value, FilterNames names);
}

/// <summary>A slot read from one token.</summary>
internal sealed class TokenSlot<T>(string expected, Func<Token, FilterNames, T?> read, Func<T, FilterNames, string> write, Action<TokenReader, Token>? blame = null) : Slot
    where T : struct
{
    public override bool TryRead(TokenReader reader, out object? value)
    {
        value = null;
        if (reader.Next is { } token && read(token, reader.Names) is { } found)
        {
            value = found;
            reader.At++;
            return true;
        }

        if (reader.Next is { } wrong && blame is not null)
        {
            blame(reader, wrong);
        }

        reader.Miss(expected);
        return false;
    }

    public override string Write(object? value, FilterNames names) => write((T)value!, names);
}

/// <summary>One of several words or phrases in each dialect.</summary>
internal sealed class ChoiceSlot(params (object? Value, string Code, string Hu, string En)[] choices) : Slot
{
    public override bool TryRead(TokenReader reader, out object? value)
    {
        var start = reader.At;
        (object? Value, int End)? best = null;
        foreach (var choice in choices)
        {
            reader.At = start;
            if (Said(choice, reader.Names).Split(' ', StringSplitOptions.RemoveEmptyEntries).All(reader.Read) && (best is null || reader.At > best.Value.End))
            {
                best = (choice.Value, reader.At);
            }
        }

        reader.At = best?.End ?? start;
        value = best?.Value;
        return best is not null;
    }

    public override string Write(object? value, FilterNames names) => Said(choices.First(c => Equals(c.Value, value)), names);

    private static string Said((object? Value, string Code, string Hu, string En) choice, FilterNames names) => names.Dialect switch
    {
        Dialect.Hungarian => choice.Hu,
        Dialect.English => choice.En,
        _ => choice.Code,
    };
}

/// <summary>A part of a phrase that may be left out: <c>within {} days</c>.</summary>
internal sealed class OptionalSlot(Slot inner, string code, string hu, string en) : Slot
{
    public override bool TryRead(TokenReader reader, out object? value)
    {
        var start = reader.At;
        value = null;
        foreach (var part in Pattern(reader.Names).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "{}" ? !inner.TryRead(reader, out value) : !reader.Read(part))
            {
                (reader.At, value) = (start, null);
                return true;
            }
        }

        return true;
    }

    public override string Write(object? value, FilterNames names) =>
        value is null ? string.Empty : Pattern(names).Replace("{}", inner.Write(value, names), StringComparison.Ordinal);

    private string Pattern(FilterNames names) => names.Dialect switch { Dialect.Hungarian => hu, Dialect.English => en, _ => code };
}

internal static class Quoting
{
    /// <summary>In the quotes of the language.</summary>
    public static string Quote(string text, FilterNames names)
    {
        var safe = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("”", "\\”", StringComparison.Ordinal).Replace("“", "\\“", StringComparison.Ordinal);
        return names.Dialect switch { Dialect.Hungarian => $"„{safe}”", Dialect.English => $"“{safe}”", _ => $"\"{safe}\"" };
    }

    public static string Number(decimal number, FilterNames names)
    {
        var plain = number.ToString("0.############", CultureInfo.InvariantCulture);
        if (names.Dialect == Dialect.Code || number < 10_000)
        {
            return plain;
        }

        return number.ToString("#,0.############", new NumberFormatInfo { NumberGroupSeparator = "\u00a0", NumberDecimalSeparator = "." });
    }
}
