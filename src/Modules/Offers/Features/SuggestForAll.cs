using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Data;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Domain.Learning;
using CrossSell.Offers.Messages;
using FluentValidation;
using Npgsql;

namespace CrossSell.Offers.Features;

internal sealed class SuggestForAllValidator : AbstractValidator<SuggestForAll>
{
    public SuggestForAllValidator() => RuleFor(s => s.Most).InclusiveBetween(1, 3000).WithErrorCode("outOfRange").WithMessage("1 to 3000.");
}

/// <summary>Ranks everybody with the models and filters of the card, some thousand clients at a time. Nobody is kept aside to compare with: a list is no approach.</summary>
internal sealed class SuggestForAllHandler(Database database, IDispatcher dispatcher, LearnedModels models, CallContext call, BusinessClock clock) : IQueryHandler<SuggestForAll, SuggestedAll>
{
    private const int AtOnce = 2000;

    public async Task<SuggestedAll> Handle(SuggestForAll request, CancellationToken ct)
    {
        var catalog = await dispatcher.Ask(new GetCatalog(), ct);
        var learned = await models.Get(ct);
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var unknown = (await connection.Query("select 1 where not exists (select 1 from clients.pub_client where cardinality(granted) > 0 or do_not_contact)", r => r.GetInt32(0), [], ct)).Count > 0;
        var suggester = new Suggester(catalog, learned, clock.Today, clock.DateOf);
        var (clients, suggestions, without) = (0, 0, 0);
        for (var after = Guid.Empty; ;)
        {
            var ids = await NextIds(connection, after, ct);
            var live = (await ClientLoader.LoadMany(connection, ids, ct)).ToDictionary(c => c.Client.Id);
            foreach (var client in ids.Where(live.ContainsKey).Select(id => live[id]))
            {
                var ranked = client.Client.MayMarket || unknown
                    ? suggester.For(client, request.Most, product => Suggestions.MayBeOffered(product, client, catalog, clock.Today, clock.DateOf), plain: true)
                    : [];
                (clients, suggestions, without) = (clients + 1, suggestions + ranked.Count, without + (ranked.Count == 0 ? 1 : 0));
                await request.Take(new ClientSuggestions(client.Client.Id, client.Client.ExternalId, client.Client.Language, ranked));
            }

            if (ids.Length < AtOnce)
            {
                break;
            }

            after = ids[^1];
        }

        var lines = catalog.Products.Values.Select(p => p.Line).Distinct();
        return new SuggestedAll(clients, suggestions, without, [.. lines.Where(l => !learned.Lines.ContainsKey(l)).Order(StringComparer.Ordinal)], unknown);
    }

    private async Task<Guid[]> NextIds(NpgsqlConnection connection, Guid after, CancellationToken ct) => [.. await connection.Query(
        $"select c.id from clients.pub_client c where c.id > $1 and {call.Actor.Scope.Sql("c.advisor_id", "$2")} order by c.id limit {AtOnce}",
        r => r.GetGuid(0), [after, call.Actor.Scope.Advisors], ct)];
}
