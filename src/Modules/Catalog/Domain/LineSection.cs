using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class LineSection
{
    public static (LineDefinition Line, IReadOnlyList<ProductReference> References) Read(Node root)
    {
        var line = root.Object("$schema", "line", "version", "sdk", "name", "assembly", "products", "rules", "followUps", "processes", "templates", "attributes");
        var code = line.Required("line", "Code of the line, unique in the house; products are addressed as line/code.").Code();
        var references = new ProductReferences(code);
        var definition = new LineDefinition(
            code,
            line.Required("version", "Version of this folder's content.").Version(),
            line.Required("sdk", "The contract between host and line that this file was written against.").Exactly(SdkContract.Version, "otherSdk", version => $"version {version} of the Sdk is not the host's"),
            line.Required("name", "What people call the line.").BothLanguages(),
            Assembly(line.Optional("assembly", "File name of the line's code beside line.json, built against the Sdk; left out when data say everything.")),
            line.Required("products", "What the line sells.").List(ProductSection.Read),
            line.OptionalList("rules", node => RuleSection.Read(node, references), "When to offer what, and why."),
            line.OptionalList("followUps", node => FollowUpSection.Read(node, references), "What an outcome makes happen next: read top down, the first match wins. An outcome that no row answers follows the house's own policy."),
            line.OptionalList("processes", Process, "Process files; the first is the default of products that name none."),
            line.OptionalList("templates", Template, "Word templates and mail texts; each key has one file for hu and one for en."))
        {
            Attributes = line.Optional("attributes", "Attributes of clients (attr.NAME of the client file) that suggestions of this line may learn from; left out, all that are imported; an empty list, none.")?.List(name => name.Text()),
        };
        return (definition, references.Found);
    }

    /// <summary>The name of a file beside line.json: the code of a line lies in its folder, not below or above it.</summary>
    private static string? Assembly(Node? node)
    {
        var file = node?.Text();
        if (file is { Length: > 0 } && (file != Path.GetFileName(file) || !file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)))
        {
            node!.Fault("notAnAssembly", $"'{file}' is not the name of an assembly beside line.json", "a file name that ends in .dll");
        }

        return file;
    }

    private static ProcessFile Process(Node node) => new(node.Object("file").Required("file", "Path beside line.json, with forward slashes.").Text());

    private static TemplateFile Template(Node node) => node.Named("template", "A Word template or a mail text.", n =>
    {
        var template = n.Object("key", "language", "file");
        return new TemplateFile(
            template.Required("key", "What processes ask for.").Code(),
            template.Required("language", "Language of the file.").OneOf("hu", "en"),
            template.Required("file", "Path of a .docx or a .mail beside line.json, with forward slashes.").Text());
    });
}
