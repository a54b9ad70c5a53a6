using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Portfolio.Features;

internal static class CheckedFields
{
    /// <summary>The same with the product's own fields read by what the product says of them.</summary>
    public static async Task<ContractData> Checked(this IProductFields fields, ContractData data, string? product, Faults faults, CancellationToken ct, bool held = false) =>
        data.Fields is { Count: > 0 } given && product is not null ? data with { Fields = await fields.Read(product.Trim().ToLowerInvariant(), given, faults, held, ct) } : data;
}
