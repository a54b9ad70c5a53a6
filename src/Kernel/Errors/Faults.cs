using System.Text;

namespace CrossSell.Kernel.Errors;

/// <summary>Collects what is wrong with an input, field by field, so that a caller hears of everything at once.</summary>
public sealed class Faults
{
    private readonly List<FieldFault> _all = [];

    public IReadOnlyList<FieldFault> All => _all;

    public bool Any => _all.Count > 0;

    public void Add(string field, string code, string message, params (string Name, object? Value)[] arguments) =>
        _all.Add(new FieldFault(field, code, message, arguments));

    public void Throw()
    {
        if (Any)
        {
            throw new InvalidInputException(_all);
        }
    }

    /// <summary>The text with runs of white space made one space; nothing when nothing is left. Too long a text and control characters are faults.</summary>
    public string? Text(string field, string? value, int most)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        var text = OneLine(value);
        if (text.Length > most)
        {
            Add(field, "tooLong", $"At most {most} characters.", ("most", most));
        }
        else if (text.Any(char.IsControl))
        {
            Add(field, "controlCharacter", "Contains a control character.");
        }

        return text;
    }

    /// <summary>One of the words, in lower case; nothing when empty.</summary>
    public string? Word(string field, string? value, params string[] allowed)
    {
        var word = value?.Trim().ToLowerInvariant();
        if (string.IsNullOrEmpty(word))
        {
            return null;
        }

        if (!allowed.Contains(word))
        {
            Add(field, "notOneOf", $"Must be one of: {string.Join(", ", allowed)}.", ("words", string.Join(", ", allowed)));
        }

        return word;
    }

    private static string OneLine(string value)
    {
        var trimmed = value.Trim();
        if (!trimmed.AsSpan().ContainsAny("\t\r\n\u00a0") && !trimmed.Contains("  ", StringComparison.Ordinal))
        {
            return trimmed;
        }

        var text = new StringBuilder(trimmed.Length);
        foreach (var c in trimmed)
        {
            if (!char.IsWhiteSpace(c))
            {
                text.Append(c);
            }
            else if (text[^1] != ' ')
            {
                text.Append(' ');
            }
        }

        return text.ToString();
    }
}
