using CrossSell.Catalog.Messages;
using CrossSell.Offers.Domain;
using Npgsql;

namespace CrossSell.Offers.Data;

/// <summary>Asks the code of product lines about the contracts that would get an offer: only of lines that decide, only of those that nothing else excuses, some thousand clients at a time.</summary>
internal static class DueByCode
{
    private const int AtOnce = 2000;

    public static async Task<List<DueContract>> Ask(NpgsqlConnection connection, List<DueContract> due, CatalogSnapshot catalog, DateOnly asOf, CancellationToken ct)
    {
        var asked = due.Where(d => !d.Covered && d.OpenOfferId is null && catalog.Product(d.Product) is { } product && catalog.Code.Decides(product.Line) && catalog.Code.FenceOf(product.Line) is null
            && Excuses.For(d, catalog, asOf) is null).ToList();
        var no = new HashSet<Guid>();
        foreach (var some in asked.GroupBy(d => d.ClientId).Chunk(AtOnce))
        {
            var clients = (await ClientLoader.LoadMany(connection, [.. some.Select(c => c.Key)], ct)).ToDictionary(c => c.Client.Id);
            no.UnionWith(some.Where(c => clients.ContainsKey(c.Key)).SelectMany(c => c)
                .Where(d => catalog.Code.WhyNot(catalog.Product(d.Product)!.Line, catalog.Product(d.Product)!.Definition.Code, LineFacts.Of(clients[d.ClientId], catalog, asOf)) is not null)
                .Select(d => d.ContractId));
        }

        return no.Count == 0 ? due : [.. due.Select(d => no.Contains(d.ContractId) ? d with { LineSaysNo = true } : d)];
    }
}
