using CrossSell.Clients.Data;
using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using Npgsql;

namespace CrossSell.Clients.Features;

internal sealed class SearchHandler(Database database, CallContext call) : IQueryHandler<Search, SearchAnswer>
{
    public async Task<SearchAnswer> Handle(Search request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var result = await new ClientSearch(connection, call.Actor.Scope, oncePerClient: false).Read(request.Query, null, null, request.Limit + 1, ct);
        var clients = await Clients(connection, [.. result.Found.Select(f => f.ClientId).Distinct()], ct);
        var hits = result.Found.Take(request.Limit).Where(f => clients.ContainsKey(f.ClientId)).Select(f => Hit(f, clients[f.ClientId], result)).ToList();
        return new SearchAnswer(hits, result.Way == SearchWay.Guessed, result.Found.Count > request.Limit);
    }

    private static SearchHit Hit(SearchFound found, Shown client, SearchResult result)
    {
        var step = found.Step;
        var key = SearchText.Key(step.From);
        var match = step.Kind switch
        {
            SearchKeys.Phone => Match("phone", client.Phone, step.From),
            SearchKeys.Email => Match("email", client.Email, key),
            SearchKeys.ExternalId => Match("externalId", client.ExternalId, key),
            SearchKeys.TaxNumber => Match("taxNumber", client.TaxNumber, key),
            SearchStep.Number or SearchStep.Identifier or SearchStep.Document => Match(found.Field!, found.Value, key),
            _ => null,
        };
        var group = step.IsOfClients ? "client" : step.IsOfContracts ? "contract" : step.Kind;
        return new SearchHit(
            group, found.ClientId, client.Name, match is null ? Marking.Words(client.Name, result.Words) : [], client.Kind, client.City, client.BirthDate, client.Advisor, client.AdvisorName,
            client.DoNotContact, match, step.IsOfContracts ? found.Place.Id : null, found.Product, step.Kind == SearchStep.Document ? found.Place.Id : null);
    }

    private static SearchMatch? Match(string field, string? value, string key) => value is null ? null : new SearchMatch(field, value, Marking.Key(value, key));

    private static async Task<Dictionary<Guid, Shown>> Clients(NpgsqlConnection connection, Guid[] ids, CancellationToken ct)
    {
        var rows = await connection.Query(
            """
            select c.id, c.name, c.kind, c.city, c.birth_date, c.phone, c.email, c.external_id, c.tax_number, coalesce(u.email, ''), coalesce(u.name, ''), c.do_not_contact
            from clients.client c left join access.pub_user u on u.id = c.advisor_id where c.id = any($1)
            """,
            r => new Shown(
                r.GetGuid(0), r.GetString(1), r.GetString(2), r.MaybeText(3), r.Maybe<DateOnly>(4), r.MaybeText(5), r.MaybeText(6), r.MaybeText(7), r.MaybeText(8), r.GetString(9),
                r.GetString(10), r.GetBoolean(11)),
            [ids],
            ct);
        return rows.ToDictionary(r => r.Id);
    }

    private sealed record Shown(
        Guid Id, string Name, string Kind, string? City, DateOnly? BirthDate, string? Phone, string? Email, string? ExternalId, string? TaxNumber, string Advisor, string AdvisorName,
        bool DoNotContact);
}
