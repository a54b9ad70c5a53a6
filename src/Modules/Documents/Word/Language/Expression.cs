using System.Text.Json.Nodes;

namespace CrossSell.Documents.Word;

/// <summary>Something that has a value when the template is filled.</summary>
internal abstract class Expression(FieldShape shape, string name)
{
    public FieldShape Shape { get; } = shape;

    /// <summary>How it is written in the template.</summary>
    public string Name { get; } = name;

    public abstract Value Read(Filling fill);

    /// <summary>The name of the field in the data, with the item's number inside lists.</summary>
    public virtual string FieldName(Filling fill) => Name;
}

internal sealed class Literal(Value constant, FieldType type, string name) : Expression(FieldShape.Of(type), name)
{
    public Value Constant { get; } = constant;

    public override Value Read(Filling fill) => Constant;
}

internal sealed class NullLiteral() : Expression(FieldShape.Of(FieldType.Any), "null")
{
    public override Value Read(Filling fill) => Value.Missing;
}

/// <summary>A field of the model, or of the item of a loop.</summary>
internal sealed class FieldPath(int loop, string[] steps, FieldShape shape, string name) : Expression(shape, name)
{
    public const int Model = -1;

    public override Value Read(Filling fill) => JsonFields.Read(Node(fill), Shape.Type);

    public JsonNode? Node(Filling fill)
    {
        var node = loop == Model ? fill.Model : fill[loop].Item;
        foreach (var step in steps)
        {
            node = (node as JsonObject)?[step];
        }
        return node;
    }

    public override string FieldName(Filling fill)
    {
        var path = string.Join('.', steps);
        if (loop == Model)
        {
            return path;
        }
        var item = $"{fill[loop].List.FieldName(fill)}[{fill[loop].Index + 1}]";
        return path.Length == 0 ? item : item + "." + path;
    }
}

internal sealed class LoopFact(int loop, string fact, FieldType type) : Expression(FieldShape.Of(type), "loop." + fact)
{
    public static readonly IReadOnlyDictionary<string, FieldType> Facts = new Dictionary<string, FieldType>
    {
        ["index"] = FieldType.Number,
        ["first"] = FieldType.YesNo,
        ["last"] = FieldType.YesNo,
        ["length"] = FieldType.Number,
    };

    public override Value Read(Filling fill)
    {
        ref var frame = ref fill[loop];
        return fact switch
        {
            "index" => Value.Of((decimal)frame.Index + 1),
            "first" => Value.Of(frame.Index == 0),
            "last" => Value.Of(frame.Index == frame.Length - 1),
            _ => Value.Of((decimal)frame.Length),
        };
    }
}

internal sealed class Filtered(Expression source, IReadOnlyList<Filter> filters) : Expression(FieldShape.Of(filters[^1].Result), source.Name)
{
    public override Value Read(Filling fill)
    {
        var value = source.Read(fill);
        foreach (var filter in filters)
        {
            value = filter.Step(value, fill);
        }
        return value;
    }

    public override string FieldName(Filling fill) => source.FieldName(fill);
}
