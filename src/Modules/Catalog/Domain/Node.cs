using System.Text.Json;
using System.Text.RegularExpressions;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Errors;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

/// <summary>
/// A JSON value that knows where it stands. Reading a wrong value leaves a fault and yields a stand-in, so that one pass finds everything.
/// The same reading code run on a <see cref="Schema.SchemaNode"/> writes the JSON Schema instead.
/// </summary>
internal abstract partial class Node(JsonElement element, string pointer, FaultLog log)
{
    public string Pointer => pointer;

    public bool IsMissing => element.ValueKind == JsonValueKind.Undefined;

    public bool IsObject => element.ValueKind == JsonValueKind.Object;

    public bool IsList => element.ValueKind == JsonValueKind.Array;

    public bool IsText => element.ValueKind == JsonValueKind.String;

    public void Fault(string code, Said message, Said? hint = null) => log.Add(pointer, code, message, hint);

    public virtual ObjectNode Object(params string[] known)
    {
        var right = Expect(JsonValueKind.Object, "mustBeObject", "must be an object");
        return new DataObject(this, right ? element : default, log, known);
    }

    public virtual string Text()
    {
        if (!Expect(JsonValueKind.String, "mustBeText", "must be text"))
        {
            return "";
        }

        var value = element.GetString()!;
        if (string.IsNullOrWhiteSpace(value))
        {
            Fault("empty", "must not be empty");
        }

        return value;
    }

    public string Code() => Matching(CodeShape(), "notACode", "is not a code", "lower-case letters, digits and hyphens, e.g. home-plus");

    public string Word() => Matching(WordShape(), "notAWord", "is not a word", "letters and digits in camelCase, e.g. propertyAddress");

    /// <summary>A field that is required: <c>field:NAME</c>.</summary>
    public string FieldName() => Matching(FieldShape(), "notAFieldName", "names no field", "field: and the name of a field, e.g. field:invoice");

    public string Version() => Matching(VersionShape(), "notAVersion", "is not a version", "three numbers, e.g. 1.2.0");

    public string Currency() => Matching(CurrencyShape(), "notACurrency", "is not a currency", "an ISO 4217 code, e.g. HUF");

    public virtual int Whole(int min, int max)
    {
        if (!Expect(JsonValueKind.Number, "mustBeWhole", "must be a whole number"))
        {
            return min;
        }

        if (!element.TryGetInt32(out var value))
        {
            Fault("mustBeWhole", "must be a whole number");
            return min;
        }

        if (value < min || value > max)
        {
            Fault("outOfRange", $"{value} is out of range", $"{min} to {max}");
        }

        return value;
    }

    public virtual decimal Amount()
    {
        if (!Expect(JsonValueKind.Number, "mustBeNumber", "must be a number"))
        {
            return 0;
        }

        if (!element.TryGetDecimal(out var value) || value <= 0)
        {
            Fault("mustBeAmount", "must be an amount above zero");
        }

        return value;
    }

    public virtual decimal Number()
    {
        if (!Expect(JsonValueKind.Number, "mustBeNumber", "must be a number"))
        {
            return 0;
        }

        if (!element.TryGetDecimal(out var value))
        {
            Fault("mustBeNumber", "must be a number");
        }

        return value;
    }

    public virtual bool YesNo()
    {
        if (element.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Expect(JsonValueKind.True, "mustBeYesNo", "must be true or false");
        }

        return element.ValueKind == JsonValueKind.True;
    }

    public virtual string OneOf(params string[] allowed)
    {
        if (!Expect(JsonValueKind.String, "mustBeText", "must be text"))
        {
            return "";
        }

        var value = element.GetString()!;
        if (!allowed.Contains(value))
        {
            Fault("notOneOf", $"'{value}' is not known here", $"one of: {string.Join(", ", allowed)}");
        }

        return value;
    }

    public T OneOf<T>()
        where T : struct, Enum => TryOneOf<T>() ?? Unknown<T>();

    /// <summary>Stands for no member, so that a wrong word does not also look like a right one.</summary>
    public static T Unknown<T>()
        where T : struct, Enum => (T)Enum.ToObject(typeof(T), -1);

    public T? TryOneOf<T>()
        where T : struct, Enum
    {
        var names = Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName).ToArray();
        var at = Array.IndexOf(names, OneOf(names));
        return at < 0 ? null : Enum.GetValues<T>()[at];
    }

    public Sdk.Text BothLanguages() => Named("text", "A text in the two languages of the house.", node =>
    {
        var text = node.Object("hu", "en");
        return new Sdk.Text(text.Required("hu", "Hungarian.").Text(), text.Required("en", "English.").Text());
    });

    /// <summary>A list with at least one entry.</summary>
    public virtual IReadOnlyList<T> NotEmpty<T>(Func<Node, T> read)
    {
        var items = List(read);
        if (IsList && items.Count == 0)
        {
            Fault("empty", "must not be empty");
        }

        return items;
    }

    /// <summary>One number and no other.</summary>
    public virtual int Exactly(int only, string code, Func<int, Said> message)
    {
        var value = Whole(int.MinValue, int.MaxValue);
        if (!IsMissing && value != int.MinValue && value != only)
        {
            Fault(code, message(value), $"{only}");
        }

        return value;
    }

    /// <summary>A part that stands in several places, or within itself: the schema says it once, under its name.</summary>
    public virtual T Named<T>(string name, string about, Func<Node, T> read) => read(this);

    /// <summary>One of two forms.</summary>
    public virtual T Either<T>(Func<Node, bool> isFirst, Func<Node, T> first, Func<Node, T> second) => isFirst(this) ? first(this) : second(this);

    public virtual IReadOnlyList<T> List<T>(Func<Node, T> read)
    {
        if (!Expect(JsonValueKind.Array, "mustBeList", "must be a list"))
        {
            return [];
        }

        return [.. element.EnumerateArray().Select((item, index) => read(new DataNode(item, $"{pointer}/{index}", log)))];
    }

    private bool Expect(JsonValueKind kind, string code, Said message)
    {
        if (element.ValueKind == kind)
        {
            return true;
        }

        if (!IsMissing)
        {
            Fault(code, message);
        }

        return false;
    }

    public virtual string Matching(Regex shape, string code, string message, string hint)
    {
        var value = Text();
        if (!string.IsNullOrWhiteSpace(value) && !shape.IsMatch(value))
        {
            Fault(code, Said.Of($"'{value}' {message}", value), hint);
        }

        return value;
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex CodeShape();

    [GeneratedRegex(@"^[a-z][A-Za-z0-9]*\z")]
    private static partial Regex WordShape();

    [GeneratedRegex(@"^field:[a-z][A-Za-z0-9]*\z")]
    private static partial Regex FieldShape();

    [GeneratedRegex(@"^\d+\.\d+\.\d+\z")]
    private static partial Regex VersionShape();

    [GeneratedRegex(@"^[A-Z]{3}\z")]
    private static partial Regex CurrencyShape();
}

/// <summary>A value of a file.</summary>
internal sealed class DataNode(JsonElement element, string pointer, FaultLog log) : Node(element, pointer, log);
