using System.Globalization;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Domain.Learning;
using Npgsql;

namespace CrossSell.Offers.Data;

/// <summary>Reads who holds and held what into columns, as one snapshot of the database: streaming, in the order of client ids.</summary>
internal sealed class HoldingsReader(NpgsqlConnection connection, CatalogSnapshot catalog, DateOnly today)
{
    private const int SampledClients = 20_000;
    private const int MostTraits = 100;

    public async Task<Holdings> Read(CancellationToken ct)
    {
        var products = catalog.Products.Keys.Concat(catalog.Retired.Keys).Distinct().Order(StringComparer.Ordinal).Take(ushort.MaxValue).ToArray();
        var shapes = await Shapes(ct);
        var (ids, traits) = await Clients(shapes, ct);
        var places = products.Select((p, i) => (p, i)).ToDictionary(p => p.p, p => (ushort)p.i);
        return await Contracts(products, places, ids, traits, ct);
    }

    /// <summary>What the learning depends on, in short.</summary>
    public async Task<string> Stamp(CancellationToken ct)
    {
        var counts = await connection.Query(
            """
            select concat_ws('/', (select concat_ws(' ', count(*), sum(version), max(id::text)) from portfolio.pub_contract),
                                  (select concat_ws(' ', count(*), sum(hashtextextended(concat_ws('/', c.id, c.kind, c.birth_date, c.attributes), 0)::numeric)) from clients.pub_client c),
                                  (select concat_ws(' ', count(*), max(closed_at)) from offers.offer where status in ('accepted', 'rejected')))
            """,
            r => r.GetString(0), [], ct);
        var lines = catalog.Products.Values.Select(p => $"{p.Line} {p.LineVersion}").Distinct().Order(StringComparer.Ordinal);
        var rules = catalog.Rules.Select(r => $"{r.Line}/{r.Code}+{r.Version}").Order(StringComparer.Ordinal);
        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', [counts[0], .. lines, .. rules]))));
    }

    private async Task<List<TraitShape>> Shapes(CancellationToken ct)
    {
        var clients = (await connection.Query("select count(*) from clients.pub_client", r => r.GetInt64(0), [], ct))[0];
        var sample = await connection.Query(
            "select kind, birth_date, attributes::text from clients.pub_client where $1 = 1 or abs(hashtext(id::text)::bigint) % $1 = 0 order by id",
            r => (Kind: r.GetString(0), Born: r.Maybe<DateOnly>(1), Attributes: r.GetString(2)),
            [Math.Max(1, clients / SampledClients)],
            ct);
        var values = new SortedDictionary<string, List<string>>(StringComparer.Ordinal) { [TraitShape.Kind] = [], [TraitShape.Age] = [] };
        foreach (var client in sample)
        {
            values[TraitShape.Kind].Add(client.Kind);
            values[TraitShape.Age].AddRange(RuleEvaluator.AgeOf(client.Born, today) is { } age ? [age.ToString(CultureInfo.InvariantCulture)] : []);
            foreach (var (name, value) in Attributes(client.Attributes))
            {
                (values.TryGetValue(TraitShape.Attribute + name, out var list) ? list : values[TraitShape.Attribute + name] = []).Add(value);
            }
        }

        return [.. values.OrderByDescending(v => v.Value.Count).Take(MostTraits).Select(v => TraitShapes.Of(v.Key, v.Value)).OfType<TraitShape>().OrderBy(s => s.Name, StringComparer.Ordinal)];
    }

    private static Dictionary<string, string> Attributes(string json) => json.Length > 2 ? JsonText.Read<Dictionary<string, string>>(json) : [];

    private async Task<(List<Guid> Ids, IReadOnlyList<Trait> Traits)> Clients(List<TraitShape> shapes, CancellationToken ct)
    {
        var ids = new List<Guid>();
        var levels = shapes.Select(_ => new List<byte>()).ToList();
        await Each("select id, kind, birth_date, attributes::text from clients.pub_client order by id", r =>
        {
            ids.Add(r.GetGuid(0));
            var (kind, age, attributes) = (r.GetString(1), RuleEvaluator.AgeOf(r.Maybe<DateOnly>(2), today), Attributes(r.GetString(3)));
            for (var i = 0; i < shapes.Count; i++)
            {
                var value = shapes[i].Name switch
                {
                    TraitShape.Kind => kind,
                    TraitShape.Age => age?.ToString(CultureInfo.InvariantCulture),
                    var name => attributes.GetValueOrDefault(name[TraitShape.Attribute.Length..]),
                };
                levels[i].Add(value is null ? (byte)0 : (byte)shapes[i].LevelOf(value));
            }
        }, ct);
        return (ids, [.. shapes.Select((s, i) => new Trait(s.Name, s.Levels, [.. levels[i]]))]);
    }

    private async Task<Holdings> Contracts(string[] products, Dictionary<string, ushort> places, List<Guid> ids, IReadOnlyList<Trait> traits, CancellationToken ct)
    {
        var first = new int[ids.Count + 1];
        var (product, start, end) = (new List<ushort>(), new List<int>(), new List<int>());
        var client = 0;
        await Each("select client_id, product, start, expiry, status from portfolio.pub_contract order by client_id, start, id", r =>
        {
            var id = r.GetGuid(0);
            while (client < ids.Count && ids[client] != id)
            {
                first[++client] = product.Count;
            }

            if (client < ids.Count && places.TryGetValue(r.GetString(1), out var place))
            {
                product.Add(place);
                start.Add(r.GetFieldValue<DateOnly>(2).DayNumber);
                end.Add(End(products[place], r.Maybe<DateOnly>(3), r.GetString(4)));
            }
        }, ct);
        while (client < ids.Count)
        {
            first[++client] = product.Count;
        }

        return new Holdings(products, first, [.. product], [.. start], [.. end], traits) { Answers = await Answers(places, ids, ct) };
    }

    private int End(string product, DateOnly? expiry, string status)
    {
        var term = catalog.Known(product)?.Definition.Term;
        if (status != "live")
        {
            return Math.Min(expiry?.DayNumber ?? int.MaxValue, today.DayNumber - 1);
        }

        return Cycle.Expiry(expiry, term, today) is { } until && until < today ? until.DayNumber : Holdings.Lives;
    }

    private async Task<Answers> Answers(Dictionary<string, ushort> places, List<Guid> ids, CancellationToken ct)
    {
        var first = new int[ids.Count + 1];
        var (product, day, yes) = (new List<ushort>(), new List<int>(), new List<bool>());
        var client = 0;
        await Each("select client_id, product, closed_at, status from offers.offer where status in ('accepted', 'rejected') order by client_id, closed_at, id", r =>
        {
            var id = r.GetGuid(0);
            while (client < ids.Count && ids[client] != id)
            {
                first[++client] = product.Count;
            }

            if (client < ids.Count && places.TryGetValue(r.GetString(1), out var place))
            {
                product.Add(place);
                day.Add(DateOnly.FromDateTime(r.GetFieldValue<DateTimeOffset>(2).UtcDateTime).DayNumber);
                yes.Add(r.GetString(3) == "accepted");
            }
        }, ct);
        while (client < ids.Count)
        {
            first[++client] = product.Count;
        }

        return product.Count == 0 ? Domain.Learning.Answers.None : new Answers(first, [.. product], [.. day], [.. yes]);
    }

    private async Task Each(string sql, Action<NpgsqlDataReader> row, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess, ct);
        while (await reader.ReadAsync(ct))
        {
            row(reader);
        }
    }
}
