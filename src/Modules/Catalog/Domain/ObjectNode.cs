using System.Text.Json;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Errors;

namespace CrossSell.Catalog.Domain;

/// <summary>An object of which every property is known by name; others are faults.</summary>
internal abstract class ObjectNode
{
    private readonly Dictionary<string, JsonElement> properties = new(StringComparer.Ordinal);
    private readonly Node node;
    private readonly FaultLog log;
    private readonly bool isReal;

    protected ObjectNode(Node node, JsonElement element, FaultLog log, IReadOnlyList<string> known)
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

    public virtual bool Has(string name) => properties.ContainsKey(name);

    public void Fault(string code, Said message, Said? hint = null) => node.Fault(code, message, hint);

    /// <param name="about">What the property means, for the schema.</param>
    public virtual Node Required(string name, string about = "")
    {
        if (isReal && !Has(name))
        {
            log.Add(PointerTo(name), "missing", "is missing");
        }

        return new DataNode(properties.GetValueOrDefault(name), PointerTo(name), log);
    }

    /// <param name="otherwise">What counts when it is left out, for the schema.</param>
    public virtual Node? Optional(string name, string about = "", object? otherwise = null) => Has(name) ? Required(name) : null;

    public IReadOnlyList<T> OptionalList<T>(string name, Func<Node, T> read, string about = "") => Optional(name, about, Array.Empty<object>())?.List(read) ?? [];

    /// <summary>The property as it stands, to say something of it.</summary>
    public virtual Node At(string name) => new DataNode(properties.GetValueOrDefault(name), PointerTo(name), log);

    public virtual void DemandAny(string code, Said message, Said? hint = null)
    {
        if (isReal && Count == 0)
        {
            Fault(code, message, hint);
        }
    }

    /// <summary>Exactly one of the properties, or it leads nowhere.</summary>
    public void DemandOne(params string[] names) => DemandExactlyOne("noNextStep", "ends in no next step and no stated close", names);

    /// <summary>Exactly one of the properties.</summary>
    /// <param name="code">Of what is wrong when there is none.</param>
    /// <param name="none">The same in words.</param>
    public virtual void DemandExactlyOne(string code, Said none, params string[] names)
    {
        var given = names.Where(Has).ToArray();
        if (isReal && given.Length == 0)
        {
            Fault(code, none, $"one of: {string.Join(", ", names)}");
        }

        if (given.Length > 1)
        {
            Fault("severalWays", $"goes {given.Length} ways at once: {string.Join(", ", given)}", $"one of: {string.Join(", ", names)}");
        }
    }

    /// <summary>Where one stands, the other has to stand too.</summary>
    public virtual void DemandCompany(string name, string other)
    {
        if (Has(name) && !Has(other))
        {
            At(name).Fault("nothingWithout", $"means nothing without {other}");
        }
    }

    /// <summary>Both or neither.</summary>
    public virtual void DemandBoth(string one, string other)
    {
        if (isReal && Has(one) != Has(other))
        {
            Fault("belongTogether", $"{one} and {other} belong together", "say both, or neither");
        }
    }

    /// <summary>One of them at most.</summary>
    public virtual void DemandApart(string one, string other)
    {
        if (Has(one) && Has(other))
        {
            At(other).Fault("nothingBeside", $"means nothing beside {one}", "say one of them");
        }
    }

    private void Take(JsonProperty property, IReadOnlyList<string> known)
    {
        if (!known.Contains(property.Name))
        {
            log.Add(PointerTo(property.Name), "notKnownHere", "is not known here", $"known: {string.Join(", ", known.Where(name => name != "$schema"))}");
        }
        else if (!properties.TryAdd(property.Name, property.Value))
        {
            log.Add(PointerTo(property.Name), "standsTwice", "stands twice");
        }
    }

    private string PointerTo(string name) => $"{node.Pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}

/// <summary>An object of a file.</summary>
internal sealed class DataObject(Node node, JsonElement element, FaultLog log, IReadOnlyList<string> known) : ObjectNode(node, element, log, known);
