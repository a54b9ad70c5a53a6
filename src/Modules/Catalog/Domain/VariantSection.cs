using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class VariantSection
{
    public static VariantDefinition Read(Node node)
    {
        var variant = node.Object("code", "name", "price", "covers");
        return new VariantDefinition(variant.Required("code").Code(), variant.Required("name").BothLanguages())
        {
            Price = Price(variant.Optional("price")),
            Covers = variant.OptionalList("covers", Cover),
        };
    }

    private static PriceDefinition? Price(Node? node)
    {
        if (node is null)
        {
            return null;
        }

        var price = node.Object("amount", "currency", "period");
        return new PriceDefinition(
            price.Required("amount").Amount(),
            price.Required("currency").Currency(),
            price.Required("period").OneOf("once", "month", "quarter", "year"));
    }

    private static CoverDefinition Cover(Node node)
    {
        var cover = node.Object("name", "description", "limit");
        return new CoverDefinition(
            cover.Required("name").BothLanguages(),
            cover.Optional("description")?.BothLanguages(),
            cover.Optional("limit")?.Amount());
    }
}
