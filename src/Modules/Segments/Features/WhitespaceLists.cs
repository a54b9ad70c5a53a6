using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using CrossSell.Segments.Domain.Filters;
using CrossSell.Segments.Messages;

namespace CrossSell.Segments.Features;

internal sealed class ListWhitespaceClientsHandler(Database database, IDispatcher dispatcher, FilterDesk desk, ClientFactsReader facts, CallContext call) : IQueryHandler<ListWhitespaceClients, WhitespaceClients>
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
        var reasons = (await dispatcher.Ask(new ExplainProducts(products, [.. known.Keys]), ct)).ToDictionary(c => c.ClientId, c => c.Products);
        var evaluation = new Evaluation(world);
        return new WhitespaceClients(
            products, [.. shown.Where(r => reasons.ContainsKey(r.Id)).Select(r => new WhitespaceClient(r.Id, r.Name, [.. products.Zip(reasons[r.Id], (p, reason) => Word(Standing(evaluation.Standing(known[r.Id], p), reason)))], reasons[r.Id]))],
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

    /// <summary>What the code of a line says of one client is known only client by client.</summary>
    private static ProductStanding Standing(ProductStanding standing, ExplainedProduct reason) => standing == ProductStanding.Offerable && reason.Why is not null ? ProductStanding.NotAllowed : standing;

    private static string Word(ProductStanding standing) => char.ToLowerInvariant(standing.ToString()[0]) + standing.ToString()[1..];
}
