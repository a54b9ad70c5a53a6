using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using CrossSell.Segments.Domain.Filters;
using CrossSell.Segments.Messages;

namespace CrossSell.Segments.Features;

internal sealed class ListWhitespaceClientsHandler(Database database, FilterDesk desk, ClientFactsReader facts, CallContext call) : IQueryHandler<ListWhitespaceClients, WhitespaceClients>
{
    public async Task<WhitespaceClients> Handle(ListWhitespaceClients request, CancellationToken ct)
    {
        var filter = await desk.Chosen(request.Segment, request.Filter, ct);
        var world = await desk.World(filter, ct);
        var products = world.Products.Values.Where(p => p.Offered && p.Code.StartsWith(request.Line + "/", StringComparison.Ordinal)).Select(p => p.Code).Order(StringComparer.Ordinal).ToList();
        if (products.Count == 0)
        {
            throw new InvalidInputException("line", "unknownLine", $"There is no product line {request.Line}.");
        }

        var (name, id) = Cursor(request.After);
        var where = new SqlFilter().In(call.Actor.Scope, "c.advisor_id").And("(c.name, c.id) > (?, ?)", name, id);
        where.Add(filter is null ? "true" : new FilterSql(world, where.Parameter, ClientCounter.IsFew(call.Actor.Scope)).Of(filter));
        var rows = await database.Query($"select c.id, c.name from clients.pub_client c where {where.Sql} order by c.name, c.id limit {where.Parameter(request.Limit + 1)}", r => (Id: r.GetGuid(0), Name: r.GetString(1)), where.Values, ct);
        var shown = rows.Take(request.Limit).ToList();
        var known = (await facts.Of([.. shown.Select(r => r.Id)], ct)).ToDictionary(c => c.Id);
        var evaluation = new Evaluation(world);
        return new WhitespaceClients(
            products, [.. shown.Where(r => known.ContainsKey(r.Id)).Select(r => new WhitespaceClient(r.Id, r.Name, [.. products.Select(p => Word(evaluation.Standing(known[r.Id], p)))]))],
            rows.Count > request.Limit ? Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes($"{shown[^1].Id:N}{shown[^1].Name}")) : null);
    }

    private static (string? Name, Guid? Id) Cursor(string? after)
    {
        if (string.IsNullOrEmpty(after))
        {
            return (null, null);
        }

        try
        {
            var plain = System.Text.Encoding.UTF8.GetString(Convert.FromHexString(after));
            return (plain[32..], Guid.ParseExact(plain[..32], "N"));
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentOutOfRangeException)
        {
            throw new InvalidInputException("after", "cursor", "Is no cursor of this list.");
        }
    }

    private static string Word(ProductStanding standing) => char.ToLowerInvariant(standing.ToString()[0]) + standing.ToString()[1..];
}

internal sealed class ListOfferableHandler(IDispatcher dispatcher, FilterDesk desk) : IQueryHandler<ListOfferable, IReadOnlyList<OfferableItem>>
{
    public async Task<IReadOnlyList<OfferableItem>> Handle(ListOfferable request, CancellationToken ct)
    {
        var filter = await desk.Read(request.Filter, "filter", ct);
        var both = new Filter.All(new FilterParts([filter, new Filter.Standing(request.Product, ProductStanding.Offerable)]));
        var (text, _) = await desk.Say(both, await desk.NamesOf([both], ct), ct);
        var clients = (await dispatcher.Ask(new TryFilter(text, Math.Clamp(request.Limit, 1, 50)), ct)).Sample;
        var known = (await dispatcher.Ask(new WhoMayBeOffered(request.Product, [.. clients.Select(c => c.Id)]), ct)).ToDictionary(k => k.ClientId);
        return [.. clients.Select(c => new OfferableItem(c, known.GetValueOrDefault(c.Id)?.Because)).OrderByDescending(c => c.Because is not null)];
    }
}
