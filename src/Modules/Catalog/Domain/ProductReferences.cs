using System.Text.RegularExpressions;

namespace CrossSell.Catalog.Domain;

/// <summary>Turns product codes into <c>line/code</c> and remembers where they stood.</summary>
internal sealed partial class ProductReferences(string line)
{
    private readonly List<ProductReference> found = [];

    public string Line => line;

    public IReadOnlyList<ProductReference> Found => found;

    public string Read(Node node)
    {
        var code = node.Named("productRef", "A product: code, or line/code. The line is optional for one's own products.", n => n.Matching(Shape(), "notAProductCode", "is not a product's code", "code, or line/code for a product of another line"));
        if (string.IsNullOrWhiteSpace(code) || !Shape().IsMatch(code))
        {
            return code;
        }

        var product = code.Contains('/', StringComparison.Ordinal) ? code : $"{line}/{code}";
        found.Add(new ProductReference(node.Pointer, product, !product.StartsWith(line + "/", StringComparison.Ordinal)));
        return product;
    }

    [GeneratedRegex(@"^([a-z0-9]+(-[a-z0-9]+)*/)?[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Shape();
}
