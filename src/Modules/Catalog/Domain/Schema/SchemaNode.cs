using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Errors;

namespace CrossSell.Catalog.Domain.Schema;

/// <summary>Stands where a value would: whatever the reader asks of it, it writes down as JSON Schema.</summary>
internal sealed class SchemaNode(JsonObject schema, JsonObject definitions, string pointer) : Node(default, pointer, new FaultLog(string.Empty))
{
    public override ObjectNode Object(params string[] known)
    {
        schema["type"] = "object";
        schema["additionalProperties"] = false;
        return new SchemaObject(this, schema, definitions, known);
    }

    public override string Text()
    {
        schema["type"] = "string";
        schema["minLength"] = 1;
        return string.Empty;
    }

    public override string Matching(Regex shape, string code, string message, string hint)
    {
        Text();
        schema["pattern"] = shape.ToString().Replace(@"\z", "$", StringComparison.Ordinal);
        return string.Empty;
    }

    public override int Whole(int min, int max)
    {
        (schema["type"], schema["minimum"], schema["maximum"]) = ("integer", min, max);
        return max;
    }

    public override decimal Amount()
    {
        (schema["type"], schema["exclusiveMinimum"]) = ("number", 0);
        return 1;
    }

    public override decimal Number()
    {
        schema["type"] = "number";
        return 0;
    }

    public override bool YesNo()
    {
        schema["type"] = "boolean";
        return false;
    }

    public override string OneOf(params string[] allowed)
    {
        schema["enum"] = new JsonArray([.. allowed.Select(word => JsonValue.Create(word))]);
        return string.Empty;
    }

    public override int Exactly(int only, string code, Func<int, Said> message)
    {
        schema["const"] = only;
        return only;
    }

    public override IReadOnlyList<T> List<T>(Func<Node, T> read)
    {
        var items = new JsonObject();
        schema["type"] = "array";
        schema["items"] = items;
        return [read(new SchemaNode(items, definitions, Pointer))];
    }

    public override IReadOnlyList<T> NotEmpty<T>(Func<Node, T> read)
    {
        var items = List(read);
        schema["minItems"] = 1;
        return items;
    }

    public override T Named<T>(string name, string about, Func<Node, T> read)
    {
        schema["$ref"] = $"#/$defs/{name}";
        if (definitions.ContainsKey(name))
        {
            return typeof(T) == typeof(string) ? (T)(object)string.Empty : default!;
        }

        var definition = new JsonObject { ["description"] = about };
        definitions[name] = definition;
        return read(new SchemaNode(definition, definitions, Pointer));
    }

    public override T Either<T>(Func<Node, bool> isFirst, Func<Node, T> first, Func<Node, T> second)
    {
        var (one, other) = (new JsonObject(), new JsonObject());
        schema["anyOf"] = new JsonArray(one, other);
        first(new SchemaNode(one, definitions, Pointer));
        return second(new SchemaNode(other, definitions, Pointer));
    }
}
