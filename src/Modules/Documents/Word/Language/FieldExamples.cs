using System.Globalization;
using System.Text.Json.Nodes;

namespace CrossSell.Documents.Word;

/// <summary>The published fields with a value of each and the tag that writes it.</summary>
internal static class FieldExamples
{
    private static readonly Wording Hungarian = Wording.For(CultureInfo.GetCultureInfo("hu-HU"));

    public static IEnumerable<(string Name, FieldType Type, string? Example, string Write)> Of(FieldCatalogue catalogue, JsonObject sample) =>
        catalogue.Names().Where(n => n.Type != FieldType.Object).Select(n => (n.Name, n.Type, Example(n.Name, n.Type, sample), Write(n.Name, n.Type, catalogue)));

    public static string Word(FieldType type) => type == FieldType.YesNo ? "yesNo" : type.ToString().ToLowerInvariant();

    private static string? Example(string name, FieldType type, JsonObject sample)
    {
        var node = name.Split('.').Aggregate((JsonNode?)sample, (at, step) => (at is JsonArray list ? list.FirstOrDefault() : at) is JsonObject group ? group[step] : null);
        return type == FieldType.List || node is null || JsonFields.Read(node, type) is not { IsUsable: true } value ? null : Hungarian.Default(value);
    }

    private static string Write(string name, FieldType type, FieldCatalogue catalogue)
    {
        var list = catalogue.Names().Where(n => n.Type == FieldType.List && name.StartsWith(n.Name + ".", StringComparison.Ordinal)).Select(n => n.Name).LastOrDefault();
        return type == FieldType.List ? $"{{% for {ItemOf(name)} in {name} %}} … {{% endfor %}}" : $"{{{{ {(list is null ? name : ItemOf(list) + name[list.Length..])} }}}}";
    }

    private static string ItemOf(string list)
    {
        var last = list[(list.LastIndexOf('.') + 1)..];
        return last.EndsWith('s') ? last[..^1] : "item";
    }
}
