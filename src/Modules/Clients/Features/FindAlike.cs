using CrossSell.Clients.Data;
using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using Npgsql;

namespace CrossSell.Clients.Features;

/// <summary>Compares by the texts clients are found under: each is one look into an index, however many clients there are.</summary>
internal sealed class FindAlikeHandler(Database database, CallContext call, BusinessClock clock) : IQueryHandler<FindAlike, AlikeAnswer>
{
    private const int Most = 4;
    private const int MostOfOneKind = 20;
    private const string Top = "\U0010FFFF";

    public async Task<AlikeAnswer> Handle(FindAlike request, CancellationToken ct)
    {
        var client = Draft(request.Data);
        var keys = Compared(client);
        if (keys.Count == 0)
        {
            return new AlikeAnswer([], false);
        }

        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var shared = await Shared(connection, keys, request.Except, ct);
        shared.AddRange(await BornThatDay(connection, keys, request.Except, ct));
        var byClient = shared.ToLookup(s => s.ClientId, s => s.Kind);
        var items = (await ClientItems.Read(connection, [.. byClient.Select(g => g.Key)], ct)).Values
            .Select(i => Like(i, client, [.. byClient[i.Item.Id]]))
            .OrderByDescending(a => a.Score).ThenBy(a => a.Client.Name, StringComparer.Ordinal).ThenBy(a => a.Client.Id)
            .Take(Most).ToList();
        return new AlikeAnswer(items, await IsElsewhere(connection, keys, request.Except, ct));
    }

    private static Alike Like(ShownClient shown, Client client, IReadOnlyCollection<string> shared)
    {
        var another = client.BirthDate is { } born && shown.BirthDate is { } known && born != known;
        var (score, reasons) = Likeness.Of(shared, another);
        return new Alike(shown.Item, shown.BirthDate, score, reasons);
    }

    /// <summary>As the client would be, faults or not: a form is compared while it is filled in.</summary>
    private Client Draft(ClientData data)
    {
        var kind = data.Kind == Client.Company ? Client.Company : Client.Person;
        return new ClientForm(data with { Kind = kind, Language = data.Language == "en" ? "en" : null }, clock.Today, new Faults()).FilledInto(new Client());
    }

    private static List<SearchKey> Compared(Client client)
    {
        var keys = SearchKeys.Of(client);
        var names = keys.Where(k => k.Kind == SearchKeys.Name).Take(client.Kind == Client.Person && client.GivenName is not null && client.FamilyName is not null ? 1 : 0);
        return
        [
            .. keys.Where(k => k.Lead && k.Kind is SearchKeys.TaxNumber or SearchKeys.Birth or SearchKeys.Email or SearchKeys.Company),
            .. keys.Where(k => k.Lead && k.Kind == SearchKeys.Phone && PhoneNumber.IsValid("+" + k.Text)),
            .. names,
        ];
    }

    private Task<List<(Guid ClientId, string Kind)>> Shared(NpgsqlConnection connection, List<SearchKey> keys, Guid? except, CancellationToken ct) => connection.Query(
        $"""
        select e.client_id, e.kind from unnest($1::text[], $2::text[]) as k(kind, text)
        cross join lateral (select client_id, kind from clients.search_entry e
          where e.kind = k.kind and e.text = k.text and e.lead and e.client_id is distinct from $3::uuid and {Scope.Sql("e.advisor_id", "$4")}
          order by e.client_id limit {MostOfOneKind}) e
        """,
        r => (r.GetGuid(0), r.GetString(1)),
        [keys.Select(k => k.Kind).ToArray(), keys.Select(k => k.Text).ToArray(), except, Scope.Advisors],
        ct);

    private async Task<IEnumerable<(Guid ClientId, string Kind)>> BornThatDay(NpgsqlConnection connection, List<SearchKey> keys, Guid? except, CancellationToken ct)
    {
        if (keys.FirstOrDefault(k => k.Kind == SearchKeys.Birth)?.Text is not { } born)
        {
            return [];
        }

        var day = born[..9];
        var others = await connection.Query(
            $"select client_id, text from clients.search_entry e where kind = 'birth' and text >= $1 and text < $2 and client_id is distinct from $3::uuid and {Scope.Sql("e.advisor_id", "$4")}",
            r => (ClientId: r.GetGuid(0), Text: r.GetString(1)),
            [day, day + Top, except, Scope.Advisors],
            ct);
        return others.Where(o => o.Text != born && Likeness.Similar(o.Text[day.Length..], born[day.Length..])).Select(o => (o.ClientId, Likeness.SimilarBirth));
    }

    private async Task<bool> IsElsewhere(NpgsqlConnection connection, List<SearchKey> keys, Guid? except, CancellationToken ct)
    {
        if (Scope.All)
        {
            return false;
        }

        var strong = keys.Where(k => Likeness.Strong.Contains(k.Kind)).ToList();
        var found = await connection.Query(
            $"""
            select 1 from unnest($1::text[], $2::text[]) as k(kind, text)
            where exists (select from clients.search_entry e where e.kind = k.kind and e.text = k.text and e.lead and e.client_id is distinct from $3::uuid and not {Scope.Sql("e.advisor_id", "$4")})
            limit 1
            """,
            r => r.GetInt32(0),
            [strong.Select(k => k.Kind).ToArray(), strong.Select(k => k.Text).ToArray(), except, Scope.Advisors],
            ct);
        return found.Count > 0;
    }

    private ClientScope Scope => call.Actor.Scope;
}
