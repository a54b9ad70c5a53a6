using System.Text.Json.Nodes;
using CrossSell.Sdk;

namespace CrossSell.Host.Api;

/// <summary>The condition of a rule as a <c>line.json</c> says it: <c>{ "bought": "line/code" }</c>.</summary>
internal static class ConditionShape
{
    public static JsonObject Of(Condition condition) => condition switch
    {
        Condition.Bought c => new() { ["bought"] = c.Product },
        Condition.Holds c => new() { ["holds"] = c.Product },
        Condition.Lacks c => new() { ["lacks"] = c.Product },
        Condition.Expiring c => new() { ["expiring"] = new JsonObject { ["product"] = c.Product, ["withinDays"] = c.WithinDays } },
        Condition.Age c => new() { ["age"] = Range(c) },
        Condition.Tag c => new() { ["tag"] = c.Name },
        Condition.Attr c => new() { ["attr"] = Attr(c) },
        Condition.Season c => new() { ["season"] = new JsonArray([.. c.Months.Select(m => (JsonNode)m)]) },
        Condition.Custom c => new() { ["custom"] = c.Name },
        Condition.All c => new() { ["all"] = Parts(c.Parts) },
        Condition.Any c => new() { ["any"] = Parts(c.Parts) },
        Condition.Not c => new() { ["not"] = Of(c.Part) },
        _ => throw new InvalidOperationException($"{condition.GetType().Name} has no form in line.json."),
    };

    private static JsonArray Parts(IReadOnlyList<Condition> parts) => [.. parts.Select(p => (JsonNode)Of(p))];

    private static JsonNode Attr(Condition.Attr attr)
    {
        if (attr.Is.Count == 0 && attr.Min is null && attr.Max is null)
        {
            return attr.Name;
        }

        var shape = new JsonObject { ["name"] = attr.Name };
        if (attr.Is.Count > 0)
        {
            shape["is"] = new JsonArray([.. attr.Is.Select(v => (JsonNode)v)]);
        }

        if (attr.Min is { } min)
        {
            shape["min"] = min;
        }

        if (attr.Max is { } max)
        {
            shape["max"] = max;
        }

        return shape;
    }

    private static JsonObject Range(Condition.Age age)
    {
        var range = new JsonObject();
        if (age.Min is { } min)
        {
            range["min"] = min;
        }

        if (age.Max is { } max)
        {
            range["max"] = max;
        }

        return range;
    }
}
