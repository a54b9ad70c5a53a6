using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Segments.Domain.Filters;
using CrossSell.Segments.Messages;
using Npgsql;

namespace CrossSell.Segments.Features;

/// <summary>
/// Passes over sets instead of one over clients by products: clients are counted by what decides on eligibility (kind, age, consent), and only the pairs of client and product where something
/// is so (held, offered, refused, held out) are rows. The rest is arithmetic. Contracts are the many, and are read once.
/// </summary>
internal sealed class GetWhitespaceHandler(Database database, FilterDesk desk, CallContext call) : IQueryHandler<GetWhitespace, Whitespace>
{
    public async Task<Whitespace> Handle(GetWhitespace request, CancellationToken ct)
    {
        var filter = await desk.Chosen(request.Segment, request.Filter, ct);
        var world = await desk.World(filter, ct);
        var products = world.Products.Values.Where(p => p.Offered && (request.Line is null || p.Code.StartsWith(request.Line + "/", StringComparison.Ordinal))).OrderBy(p => p.Code, StringComparer.Ordinal).ToList();
        if (products.Count == 0)
        {
            throw new InvalidInputException("line", "unknownLine", $"There is no product line {request.Line}.");
        }

        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var roomy = await ClientCounter.Roomy(connection, ct);
        var sql = new WhitespaceSql(world, products, filter, call.Actor.Scope);
        await sql.Choose(connection, ct);
        await sql.Live(connection, ct);
        var groups = await sql.Groups(connection, ct);
        var pairs = (await sql.Pairs(connection, ct)).ToLookup(p => p.Product);
        var sums = (await sql.Sums(connection, ct)).ToLookup(s => s.Product);
        var said = filter is null ? default : await desk.Say(filter, await desk.NamesOf([filter], ct), ct);
        return new Whitespace(groups.Sum(g => g.Clients), said.Filter, said.Sentence, [.. products.Select(p => Row(p, sql, groups, [.. pairs[p.Code]], [.. sums[p.Code]]))]);
    }

    private static WhitespaceProduct Row(FilterProduct product, WhitespaceSql sql, List<ClientGroup> groups, List<ProductPair> pairs, List<ProductSum> sums)
    {
        int Of(int rank, Func<ClientGroup, bool> where) => pairs.Where(p => p.Rank == rank && where(p.Group)).Sum(p => p.Group.Clients);
        var here = pairs.Sum(p => p.Here);
        bool May(ClientGroup g) => sql.MayBeOffered(product, g);
        var (held, open) = (Of(1, _ => true), Of(2, _ => true));
        var heldOut = Of(3, May);
        var notAllowed = groups.Where(g => !May(g)).Sum(g => g.Clients) - Of(1, g => !May(g)) - Of(2, g => !May(g)) + heldOut;
        var cooldown = Of(4, May);
        var offerable = groups.Sum(g => g.Clients) - held - open - notAllowed - cooldown;
        var money = sums.MaxBy(s => (s.Contracts, s.Currency));
        var average = money is { Contracts: > 0 } ? decimal.Round(money.Yearly / money.Contracts, 2) : 0;
        return new WhitespaceProduct(
            product.Code, product.Code.Split('/')[0], held, here, open, notAllowed, cooldown, offerable, money?.Yearly ?? 0, average, money?.Currency, decimal.Round(average * offerable, 0));
    }
}

/// <summary>Clients that are alike in what decides on eligibility.</summary>
/// <param name="Band">How many of the ages that products ask for they have reached; -1 when the age is not known.</param>
/// <param name="May">May be approached to sell something.</param>
internal sealed record ClientGroup(string Kind, int Band, bool May, int Clients)
{
    /// <summary>The three as one number: what is grouped by millions should be short.</summary>
    public static string Alike(string kind, string band, string may) => $"(({band}) + 1) * 4 + ({kind} = 'company')::int * 2 + ({may})::int";

    public static ClientGroup Of(int alike, int clients) => new((alike & 2) != 0 ? "company" : "person", (alike >> 2) - 1, (alike & 1) != 0, clients);
}

/// <param name="Rank">1 held, 2 open, 3 held out, 4 refused lately.</param>
/// <param name="Here">How many of them hold it here.</param>
internal sealed record ProductPair(string Product, int Rank, ClientGroup Group, int Here);

internal sealed record ProductSum(string Product, string? Currency, int Contracts, decimal Yearly);

internal sealed class WhitespaceSql(FilterWorld world, IReadOnlyList<FilterProduct> products, Filter? filter, ClientScope scope)
{
    private readonly int[] _ages = [.. products.SelectMany(p => new[] { p.MinAge, p.MaxAge + 1 }).OfType<int>().Distinct().Order()];
    private readonly string[] _codes = [.. products.Select(p => p.Code)];
    private readonly string[] _renewing = [.. products.Where(p => p.RenewsEvery is not null).Select(p => p.Code)];

    /// <summary>The clients asked for, once for all passes.</summary>
    public async Task Choose(NpgsqlConnection connection, CancellationToken ct)
    {
        var where = new SqlFilter().In(scope, "c.advisor_id");
        if (filter is not null)
        {
            where.Add(new FilterSql(world, where.Parameter, ClientCounter.IsFew(scope)).Of(filter));
        }

        var band = string.Concat(_ages.Select(a => $" + (c.birth_date <= {where.Parameter(world.BornBy(a))})::int"));
        var alike = ClientGroup.Alike("c.kind", $"case when c.birth_date is null then -1 else 0{band} end", "not c.do_not_contact and c.granted && array['phone:marketing', 'email:marketing', 'post:marketing'] and p.client_id is null");
        await connection.Execute(
            $"""
            create temporary table whitespace_client on commit drop as
            select c.id, {alike} as alike from clients.pub_client c left join worklist.pub_paused p on p.client_id = c.id where {where.Sql}
            """, where.Values, ct);
        await connection.Execute("analyze whitespace_client", [], ct);
    }

    /// <summary>Their live contracts.</summary>
    public Task Live(NpgsqlConnection connection, CancellationToken ct) => connection.Execute(
        """
        create temporary table whitespace_live on commit drop as
        select s.id, s.alike, k.product, k.held_at = 'us' as here, k.currency, k.price, k.period from whitespace_client s join portfolio.pub_contract k on k.client_id = s.id
        where k.status = 'live' and k.product = any($1) and (k.expiry is null or k.expiry >= $2 or k.product = any($3))
        """, [_codes, world.Today, _renewing], ct);

    public Task<List<ClientGroup>> Groups(NpgsqlConnection connection, CancellationToken ct) =>
        connection.Query("select alike, count(*)::int from whitespace_client group by 1", r => ClientGroup.Of(r.GetInt32(0), r.GetInt32(1)), [], ct);

    public Task<List<ProductPair>> Pairs(NpgsqlConnection connection, CancellationToken ct) => connection.Query(
        """
        with pair as (
          select id, alike, product, 1 as rank, here from whitespace_live
          union all
          select s.id, s.alike, o.product, 2, false from whitespace_client s join offers.pub_offer o on o.client_id = s.id where o.status = 'open' and o.product = any($1)
          union all
          select s.id, s.alike, h.product, 3, false from whitespace_client s join offers.pub_held_out h on h.client_id = s.id where h.until >= $2 and h.product = any($1)
          union all
          select l.id, l.alike, l.product, 4, false from (
            select distinct on (s.id, o.product) s.id, s.alike, o.product, o.cooldown_until, o.closed_at from whitespace_client s join offers.pub_offer o on o.client_id = s.id
            where o.closed_at is not null and (o.status = 'rejected' or o.cooldown_until is not null) and o.product = any($1) order by s.id, o.product, o.closed_at desc, o.id desc) l
          join unnest($1::text[], $3::int[]) as p(code, days) on p.code = l.product
          where coalesce(l.cooldown_until, (l.closed_at at time zone $4)::date + p.days) > $2
        ), first as (select id, alike, product, min(rank) as rank, bool_or(here) as here from pair group by id, alike, product)
        select product, rank, alike, count(*)::int, (count(*) filter (where here))::int from first group by 1, 2, 3
        """,
        r => new ProductPair(r.GetString(0), r.GetInt32(1), ClientGroup.Of(r.GetInt32(2), r.GetInt32(3)), r.GetInt32(4)),
        [_codes, world.Today, products.Select(p => p.CooldownDays).ToArray(), world.Zone.Id], ct);

    public Task<List<ProductSum>> Sums(NpgsqlConnection connection, CancellationToken ct) => connection.Query(
        """
        select product, currency, (count(price) filter (where period in ('month', 'quarter', 'year')))::int,
               coalesce(sum(price * case period when 'month' then 12 when 'quarter' then 4 when 'year' then 1 else 0 end), 0)
        from whitespace_live where here group by 1, 2
        """,
        r => new ProductSum(r.GetString(0), r.MaybeText(1), r.GetInt32(2), r.GetDecimal(3)), [], ct);

    /// <summary>By all that is not about one client.</summary>
    public bool MayBeOffered(FilterProduct product, ClientGroup group) =>
        group.May
        && (product.Season.Count == 0 || product.Season.Contains(world.Today.Month))
        && (product.OnlyKind is null || product.OnlyKind == group.Kind)
        && (group.Band < 0 || ((product.MinAge is not { } least || group.Band > Array.IndexOf(_ages, least)) && (product.MaxAge is not { } most || group.Band <= Array.IndexOf(_ages, most + 1))));
}
