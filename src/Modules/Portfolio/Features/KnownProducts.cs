using CrossSell.Kernel.Data;

namespace CrossSell.Portfolio.Features;

/// <summary>The product codes the catalog knows, those of lines that are switched off included: what is held stays held.</summary>
internal sealed class KnownProducts(Database database)
{
    public async Task<IReadOnlySet<string>> All(CancellationToken ct) =>
        (await database.Query("select code from catalog.pub_product", r => r.GetString(0), [], ct)).ToHashSet();

    public async Task<bool> Has(string code, CancellationToken ct) =>
        (await database.Query("select 1 from catalog.pub_product where code = $1", r => r.GetInt32(0), [code], ct)).Count > 0;
}
