using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrossSell.Catalog.Domain.Schema;

/// <summary>Writes the JSON Schema of what the reader reads, by running the reader.</summary>
internal static class SchemaWriter
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Line() => Write(
        "CrossSell product line (line.json)",
        "A product line. What a schema can't say - unknown products, unreachable rows, missing files - is found by `plugin check DIR`.",
        node => LineSection.Read(node));

    public static string Process() => Write(
        "CrossSell process",
        "A process: every state is reached from the start and leads to one that is won or lost. Running instances stay on the version they began with.",
        node => ProcessSection.Read(node));

    private static string Write(string title, string about, Action<Node> read)
    {
        var (schema, definitions) = (new JsonObject(), new JsonObject());
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        schema["title"] = title;
        schema["description"] = about;
        read(new SchemaNode(schema, definitions, string.Empty));
        schema["$defs"] = definitions;
        return schema.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";
    }
}
