using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Data;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;

namespace CrossSell.Offers.Features;

internal sealed class ExplainProductsHandler(Database database, IDispatcher dispatcher, LearnedModels models, CallContext call, BusinessClock clock) : IQueryHandler<ExplainProducts, IReadOnlyList<ExplainedClient>>
{
    public async Task<IReadOnlyList<ExplainedClient>> Handle(ExplainProducts request, CancellationToken ct)
    {
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        var products = request.Products.Select(catalog.Demand).ToList();
        var suggester = new Suggester(catalog, await models.Get(ct), clock.Today, clock.DateOf);
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return [.. (await ClientLoader.LoadMany(connection, [.. request.Clients], ct)).Where(call.Sees).Select(client =>
        {
            var why = products.ToDictionary(p => p.Code, p => Offerable.WhyNot(p, client, catalog, clock.Today, clock.DateOf));
            var because = suggester.For(client, products.Count, p => why.TryGetValue(p.Code, out var not) && not is null).ToDictionary(s => s.Product, s => s.Reason);
            return new ExplainedClient(client.Client.Id, [.. products.Select(p => new ExplainedProduct(why[p.Code], because.GetValueOrDefault(p.Code)))]);
        })];
    }
}
