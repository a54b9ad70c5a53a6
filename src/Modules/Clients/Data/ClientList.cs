using System.Text;
using CrossSell.Clients.Features;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using Npgsql;

namespace CrossSell.Clients.Data;

/// <summary>Reads a list of clients page by page: along an index in the list's order, or in the order of a search.</summary>
internal sealed class ClientList(NpgsqlConnection connection, ClientScope scope, IClientSegments segments)
{
    /// <summary>A search that a filter narrows reads so many at once, and so often; then the page is what was found so far.</summary>
    private const int SearchedAtOnce = 200;
    private const int MostSteps = 20;
    private const int CountedAtOnce = 1000;

    private ClientCondition? _segment;

    private const string Select =
        """
        select c.id, c.external_id, c.kind, c.name, c.phone, c.email, c.city, coalesce(u.email, ''), c.advisor_id, c.do_not_contact,
               c.birth_date, c.tax_number, c.country, c.postal_code, c.street, c.language, c.tags, c.granted, c.created_at
        from clients.client c left join access.pub_user u on u.id = c.advisor_id
        """;

    public async Task<Page<ClientRow>> Read(ClientFilter filter, string? sort, string? after, int limit, CancellationToken ct)
    {
        Demand(filter, sort);
        var narrowed = await Narrowed(filter.Advisor, ct);
        _segment = Given(filter.Segment) is { } segment ? await segments.Condition(segment, ct) : null;
        return string.IsNullOrWhiteSpace(filter.Q) ? await All(narrowed, filter, sort ?? "name", ListCursor.Read(after), limit, ct) : await Searched(narrowed, filter, ListCursor.Read(after), limit, ct);
    }

    /// <summary>How many clients all pages show together.</summary>
    public async Task<int> Count(ClientFilter filter, CancellationToken ct)
    {
        Demand(filter, null);
        if (string.IsNullOrWhiteSpace(filter.Q))
        {
            var narrowed = await Narrowed(filter.Advisor, ct);
            _segment = Given(filter.Segment) is { } segment ? await segments.Condition(segment, ct) : null;
            var conditions = Conditions(narrowed, filter);
            return (await connection.Query($"select count(*)::int from clients.client c where {conditions.Sql}", r => r.GetInt32(0), conditions.Values, ct))[0];
        }

        var (counted, after) = (0, (string?)null);
        do
        {
            var page = await Read(filter, null, after, CountedAtOnce, ct);
            (counted, after) = (counted + page.Items.Count, page.Next);
        }
        while (after is not null);
        return counted;
    }

    public static void Demand(ClientFilter filter, string? sort)
    {
        var faults = new Faults();
        if (sort is not null && !ClientLists.Sorts.Contains(sort))
        {
            faults.Add("sort", "notOneOf", $"Must be one of: {string.Join(", ", ClientLists.Sorts)}.", ("words", string.Join(", ", ClientLists.Sorts)));
        }

        if (filter.Kind is not (null or "" or "person" or "company"))
        {
            faults.Add("kind", "notOneOf", "Must be one of: person, company.", ("words", "person, company"));
        }

        faults.Throw();
    }

    private SqlFilter Conditions(ClientScope scope, ClientFilter filter)
    {
        var conditions = new SqlFilter()
            .In(scope, "c.advisor_id")
            .And("c.kind = ?", Given(filter.Kind))
            .And("c.city = ?", Given(filter.City))
            .And("c.tags @> ?", Given(filter.Tag) is { } tag ? (object)new[] { tag } : null)
            .And("c.do_not_contact = ?", filter.DoNotContact);
        return _segment is { } segment ? conditions.Add(segment(conditions.Parameter)) : conditions;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private async Task<Page<ClientRow>> All(ClientScope narrowed, ClientFilter filter, string sort, ListCursor? after, int limit, CancellationToken ct)
    {
        var conditions = Conditions(narrowed, filter);
        var (key, order) = sort switch
        {
            "-name" => ("(c.name, c.id) < (?, ?)", "c.name desc, c.id desc"),
            "newest" => ("c.id < ?", "c.id desc"),
            "oldest" => ("c.id > ?", "c.id"),
            _ => ("(c.name, c.id) > (?, ?)", "c.name, c.id"),
        };
        _ = sort is "newest" or "oldest" ? conditions.And(key, after?.Id) : conditions.And(key, after?.Text, after?.Id);
        var rows = await connection.Query($"{Select} where {conditions.Sql} order by {order} limit {conditions.Parameter(limit + 1)}", Row, conditions.Values, ct);
        return Page<ClientRow>.Of(rows, limit, r => new ListCursor(0, 0, r.Client.Id, r.Client.Name).ToString());
    }

    private async Task<Page<ClientRow>> Searched(ClientScope narrowed, ClientFilter filter, ListCursor? after, int limit, CancellationToken ct)
    {
        var plain = filter with { Q = null, Advisor = null } == new ClientFilter();
        var found = new List<ClientRow>();
        var (way, place) = (after?.Way, after?.Place);
        for (var step = 0; step < MostSteps; step++)
        {
            var atOnce = plain ? limit : SearchedAtOnce;
            var result = await new ClientSearch(connection, narrowed, oncePerClient: true).Read(filter.Q, way, place, atOnce + 1, ct);
            var rows = await Rows(narrowed, filter, [.. result.Found.Take(atOnce).Select(f => f.ClientId)], ct);
            foreach (var hit in result.Found.Take(atOnce))
            {
                place = hit.Place;
                if (rows.TryGetValue(hit.ClientId, out var row))
                {
                    found.Add(row);
                }

                if (found.Count == limit && (hit != result.Found[^1]))
                {
                    return new Page<ClientRow>(found, ListCursor.Of(result.Way, hit.Place).ToString());
                }
            }

            way = result.Way;
            if (result.Found.Count <= atOnce)
            {
                return new Page<ClientRow>(found, null);
            }
        }

        return new Page<ClientRow>(found, ListCursor.Of(way!.Value, place!).ToString());
    }

    private async Task<Dictionary<Guid, ClientRow>> Rows(ClientScope narrowed, ClientFilter filter, Guid[] ids, CancellationToken ct)
    {
        var conditions = Conditions(narrowed, filter).And("c.id = any(?)", (object)ids);
        return (await connection.Query($"{Select} where {conditions.Sql}", Row, conditions.Values, ct)).ToDictionary(r => r.Client.Id);
    }

    /// <summary>The scope, or the one advisor of it that was asked for; of an advisor nobody knows there are no clients.</summary>
    private async Task<ClientScope> Narrowed(string? advisor, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(advisor))
        {
            return scope;
        }

        var found = await connection.Query("select id from access.pub_user where lower(email) = $1", r => r.GetGuid(0), [advisor.Trim().ToLowerInvariant()], ct);
        return new ClientScope(false, [.. found.Where(scope.Allows)]);
    }

    private static ClientRow Row(NpgsqlDataReader r) => new(
        ClientItems.Item(r), r.Maybe<DateOnly>(10), r.MaybeText(11), new AddressData(r.MaybeText(12), r.MaybeText(13), r.MaybeText(6), r.MaybeText(14)), r.GetString(15),
        r.GetFieldValue<string[]>(16), r.GetFieldValue<string[]>(17), r.GetFieldValue<DateTimeOffset>(18));
}

/// <summary>Where a page of a client list ended.</summary>
internal sealed record ListCursor(int WayNumber, int Step, Guid Id, string Text)
{
    private const int Head = 36;

    public SearchWay Way => (SearchWay)WayNumber;

    public SearchPlace Place => new(Step, Text, Id);

    public static ListCursor Of(SearchWay way, SearchPlace place) => new((int)way, place.Step, place.Id, place.Text);

    public static ListCursor? Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            var plain = Encoding.UTF8.GetString(Convert.FromHexString(text));
            var cursor = new ListCursor(Convert.ToInt32(plain[..1], 16), Convert.ToInt32(plain[1..4], 16), Guid.ParseExact(plain[4..Head], "N"), plain[Head..]);
            return Enum.IsDefined(cursor.Way) ? cursor : throw new FormatException("There is no such way.");
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidInputException("after", "cursor", "Is no cursor of this list.");
        }
    }

    public override string ToString() => Convert.ToHexStringLower(Encoding.UTF8.GetBytes($"{WayNumber:x1}{Step:x3}{Id:N}{Text}"));
}
