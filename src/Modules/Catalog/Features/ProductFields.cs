using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Time;

namespace CrossSell.Catalog.Features;

internal sealed class ProductFields(CatalogCache cache, BusinessClock clock) : IProductFields
{
    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>();

    public async Task<IReadOnlyDictionary<string, string>> Read(string product, IReadOnlyDictionary<string, string> values, Faults faults, bool held, CancellationToken ct)
    {
        var catalog = await cache.Get(ct);
        if (catalog.Known(product) is not { } known || !known.Definition.Fields.Any(f => values.ContainsKey(f.Name)))
        {
            return values;
        }

        var before = faults.All.Count;
        var read = FieldValues.Read(known.Definition.Fields, values, "fields", faults, Nothing);
        foreach (var said in held || faults.All.Count > before ? [] : catalog.Code.Check(known.Line, known.Definition.Code, read, clock.Today))
        {
            faults.Add($"fields.{said.Field}", "lineSays", said.Message.En, ("why", said.Message));
        }

        foreach (var emptied in values.Keys.Where(name => !read.ContainsKey(name)))
        {
            read[emptied] = string.Empty;
        }

        return read;
    }
}
