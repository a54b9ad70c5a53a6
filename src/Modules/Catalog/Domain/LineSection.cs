using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class LineSection
{
    public static (LineDefinition Line, IReadOnlyList<ProductReference> References) Read(Node root)
    {
        var line = root.Object("$schema", "line", "version", "sdk", "name", "assembly", "products", "rules", "followUps", "processes", "templates");
        var code = line.Required("line").Code();
        var references = new ProductReferences(code);
        var definition = new LineDefinition(
            code,
            line.Required("version").Version(),
            Sdk(line.Required("sdk")),
            line.Required("name").BothLanguages(),
            Assembly(line.Optional("assembly")),
            line.Required("products").List(ProductSection.Read),
            line.OptionalList("rules", node => RuleSection.Read(node, references)),
            line.OptionalList("followUps", node => FollowUpSection.Read(node, references)),
            line.OptionalList("processes", Process),
            line.OptionalList("templates", Template));
        return (definition, references.Found);
    }

    private static int Sdk(Node node)
    {
        var version = node.Whole(int.MinValue, int.MaxValue);
        if (!node.IsMissing && version != int.MinValue && version != SdkContract.Version)
        {
            node.Fault($"version {version} of the Sdk is not the host's", $"{SdkContract.Version}");
        }

        return version;
    }

    /// <summary>The name of a file beside line.json: the code of a line lies in its folder, not below or above it.</summary>
    private static string? Assembly(Node? node)
    {
        var file = node?.Text();
        if (file is { Length: > 0 } && (file != Path.GetFileName(file) || !file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)))
        {
            node!.Fault($"'{file}' is not the name of an assembly beside line.json", "a file name that ends in .dll");
        }

        return file;
    }

    private static ProcessFile Process(Node node) => new(node.Object("file").Required("file").Text());

    private static TemplateFile Template(Node node)
    {
        var template = node.Object("key", "language", "file");
        return new TemplateFile(template.Required("key").Code(), template.Required("language").OneOf("hu", "en"), template.Required("file").Text());
    }
}
