using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class LineRules
{
    public static void Check(LineDefinition line, IReadOnlyList<ProductReference> references, FaultLog log)
    {
        Unique.Check(line.Products, product => product.Code, "/products/{0}/code", log);
        Unique.Check(line.Rules, rule => rule.Code, "/rules/{0}/code", log);
        Unique.Check(line.Processes, process => process.File, "/processes/{0}/file", log);
        Unique.Check(line.Templates, template => $"{template.Key} in {template.Language}", "/templates/{0}", log);
        CheckProducts(line, references, log);
        CheckLanguages(line.Templates, log);
    }

    private static void CheckProducts(LineDefinition line, IReadOnlyList<ProductReference> references, FaultLog log)
    {
        var known = line.Products.Select(line.AddressOf).ToHashSet(StringComparer.Ordinal);
        foreach (var reference in references.Where(reference => !reference.IsForeign && !known.Contains(reference.Product)))
        {
            log.Add(reference.Pointer, "unknownProduct", $"product '{reference.Product}' is not known", $"products: {string.Join(", ", line.Products.Select(product => product.Code))}");
        }

        foreach (var (row, at) in line.FollowUps.Select((row, at) => (row, at)))
        {
            if (row.Product is { Length: > 0 } product && references.Any(reference => reference.IsForeign && reference.Product == product))
            {
                log.Add($"/followUps/{at}/product", "foreignProduct", $"product '{product}' belongs to another line", "a line answers only for its own products");
            }
        }
    }

    private static void CheckLanguages(IReadOnlyList<TemplateFile> templates, FaultLog log)
    {
        foreach (var (template, at) in templates.Select((template, at) => (template, at)))
        {
            var other = template.Language == "hu" ? "en" : "hu";
            if (!templates.Any(candidate => candidate.Key == template.Key && candidate.Language == other))
            {
                log.Add($"/templates/{at}", "templateWithoutLanguage", $"template '{template.Key}' has no file in '{other}'", "one file per key for hu and for en");
            }
        }
    }
}
