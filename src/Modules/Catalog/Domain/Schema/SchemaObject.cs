using System.Text.Json.Nodes;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Errors;

namespace CrossSell.Catalog.Domain.Schema;

/// <summary>Stands where an object would: every property is there, so that the reader says what it makes of each.</summary>
internal sealed class SchemaObject : ObjectNode
{
    private readonly SchemaNode node;
    private readonly JsonObject schema;
    private readonly JsonObject definitions;
    private readonly JsonObject properties = [];
    private readonly JsonArray required = [];

    public SchemaObject(SchemaNode node, JsonObject schema, JsonObject definitions, IReadOnlyList<string> known)
        : base(node, default, new FaultLog(string.Empty), known)
    {
        (this.node, this.schema, this.definitions) = (node, schema, definitions);
        schema["required"] = required;
        schema["properties"] = properties;
        foreach (var name in known)
        {
            properties[name] = name == "$schema" ? new JsonObject { ["description"] = "For editors; the host ignores it.", ["type"] = "string" } : new JsonObject();
        }
    }

    public override bool Has(string name) => true;

    public override Node Required(string name, string about = "")
    {
        if (!required.Any(known => known!.GetValue<string>() == name))
        {
            required.Add((JsonNode)name);
        }

        return Describe(name, about);
    }

    public override Node? Optional(string name, string about = "", object? otherwise = null)
    {
        var described = Describe(name, about);
        if (otherwise is not null)
        {
            properties[name]!["default"] = System.Text.Json.JsonSerializer.SerializeToNode(otherwise);
        }

        return described;
    }

    public override Node At(string name) => new SchemaNode([], [], node.Pointer);

    public override void DemandAny(string code, Said message, Said? hint = null) => schema["minProperties"] = 1;

    public override void DemandExactlyOne(string code, Said none, params string[] names) => schema["oneOf"] = new JsonArray([.. names.Select(name => Requires(name))]);

    public override void DemandCompany(string name, string other) => Depends(name, other);

    public override void DemandBoth(string one, string other)
    {
        Depends(one, other);
        Depends(other, one);
    }

    public override void DemandApart(string one, string other) => schema["not"] = Requires(one, other);

    private static JsonObject Requires(params string[] names) => new() { ["required"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]) };

    private void Depends(string name, string other)
    {
        var depends = schema["dependentRequired"] as JsonObject ?? [];
        schema["dependentRequired"] ??= depends;
        var needed = depends[name] as JsonArray ?? [];
        depends[name] ??= needed;
        needed.Add((JsonNode)other);
    }

    private SchemaNode Describe(string name, string about)
    {
        var property = (JsonObject)properties[name]!;
        if (about.Length > 0)
        {
            property["description"] = about;
        }

        return new SchemaNode(property, definitions, node.Pointer);
    }
}
