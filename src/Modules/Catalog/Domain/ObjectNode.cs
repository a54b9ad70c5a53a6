using System.Text.Json;

namespace CrossSell.Catalog.Domain;

/// <summary>An object of which every property is known by name; others are faults.</summary>
internal sealed class ObjectNode
{
    private readonly Dictionary<string, JsonElement> properties = new(StringComparer.Ordinal);
    private readonly Node node;
    private readonly FaultLog log;
    private readonly bool isReal;

    public ObjectNode(Node node, JsonElement element, FaultLog log, IReadOnlyList<string> known)
    {
        this.node = node;
        this.log = log;
        isReal = element.ValueKind == JsonValueKind.Object;
        foreach (var property in isReal ? element.EnumerateObject() : default)
        {
            Take(property, known);
        }
    }

    public string Pointer => node.Pointer;

    public int Count => properties.Count;

    public bool Has(string name) => properties.ContainsKey(name);

    public void Fault(string message, string? hint = null) => node.Fault(message, hint);

    public Node Required(string name)
    {
        if (isReal && !Has(name))
        {
            log.Add(PointerTo(name), "is missing");
        }

        return new Node(properties.GetValueOrDefault(name), PointerTo(name), log);
    }

    public Node? Optional(string name) => Has(name) ? Required(name) : null;

    public IReadOnlyList<T> OptionalList<T>(string name, Func<Node, T> read) => Optional(name)?.List(read) ?? [];

    private void Take(JsonProperty property, IReadOnlyList<string> known)
    {
        if (!known.Contains(property.Name))
        {
            log.Add(PointerTo(property.Name), "is not known here", "known: " + string.Join(", ", known.Where(name => name != "$schema")));
        }
        else if (!properties.TryAdd(property.Name, property.Value))
        {
            log.Add(PointerTo(property.Name), "stands twice");
        }
    }

    private string PointerTo(string name) => $"{node.Pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
