using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

internal static class ProductRules
{
    public static void Check(LineDefinition line, IReadOnlyList<ProcessDefinition> processes, FaultLog log)
    {
        var keys = processes.Select(process => process.Key).ToArray();
        for (var i = 0; i < line.Products.Count; i++)
        {
            var product = line.Products[i];
            Unique.Check(product.Variants, variant => variant.Code, $"/products/{i}/variants/{{0}}/code", log);
            Unique.Check(product.Fields, field => field.Name, $"/products/{i}/fields/{{0}}/name", log);
            Unique.Check(product.Needs, field => field.Name, $"/products/{i}/needs/{{0}}/name", log);
            if (product.Process is { Length: > 0 } process && !keys.Contains(process))
            {
                log.Add($"/products/{i}/process", "unknownProcess", $"process '{process}' is not known", $"processes: {string.Join(", ", keys)}");
            }
        }
    }
}
