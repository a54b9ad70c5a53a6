using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class VariantSection
{
    public static VariantDefinition Read(Node node) => node.Named("variant", "One form of a product.", ReadVariant);

    private static VariantDefinition ReadVariant(Node node)
    {
        var variant = node.Object("code", "name", "price", "covers");
        return new VariantDefinition(variant.Required("code", "Unique within the product.").Code(), variant.Required("name", "What people call it.").BothLanguages())
        {
            Price = Price(variant.Optional("price", "The list price; left out when it is agreed or calculated.")),
            Covers = variant.OptionalList("covers", Cover, "What the client gets: covers of an insurance, conditions of a loan; in the order a contract lists them."),
        };
    }

    private static PriceDefinition? Price(Node? node) => node?.Named("price", "A list price.", n =>
    {
        var price = n.Object("amount", "currency", "period");
        return new PriceDefinition(
            price.Required("amount", "What is paid per period.").Amount(),
            price.Required("currency", "ISO 4217 code.").Currency(),
            price.Required("period", "How often it is paid.").OneOf("once", "month", "quarter", "year"));
    });

    private static CoverDefinition Cover(Node node) => node.Named("cover", "One thing the client gets.", n =>
    {
        var cover = n.Object("name", "description", "limit");
        return new CoverDefinition(
            cover.Required("name", "What it is called.").BothLanguages(),
            cover.Optional("description", "What is meant, in a sentence.")?.BothLanguages(),
            cover.Optional("limit", "Up to how much, in the currency of the price; left out when no amount belongs to it.")?.Amount());
    });
}
