namespace CrossSell.Segments.Domain.Filters;

/// <summary>
/// A filter as one condition on the clients <c>c</c> of a statement, over what the modules publish; what people wrote is a parameter, never text. It is true or false, never unknown.
/// Each condition is an <c>exists</c> that is tied to the client by equality alone: then the planner joins sets, and need not go client by client. Where only a few clients can be meant
/// (<paramref name="few"/>) it is to go client by client: what has to be summed or sorted of all clients is not, of a few advisors' clients, made for all of them first.
/// </summary>
internal sealed class FilterSql(FilterWorld world, Func<object?, string> parameter, bool few)
{
    private readonly Dictionary<(string Type, object? Key), string> _known = [];
    private readonly HashSet<Guid> _within = [];

    public string Of(Filter filter) => filter switch
    {
        Filter.All all => $"({string.Join(" and ", all.Parts.Select(Of))})",
        Filter.Any any => $"({string.Join(" or ", any.Parts.Select(Of))})",
        Filter.Not not => $"not {Of(not.Part)}",
        Filter.Holds f => $"exists ({Live(f.Products, f.Place)})",
        Filter.Lacks f => $"not exists ({Live(f.Products, f.Place)})",
        Filter.Held f => $"(exists (select 1 from portfolio.pub_contract k where k.client_id = c.id{Product("k.product", f.Products)}) and not exists ({Live(f.Products, Place.Anywhere)}))",
        Filter.ExpiringWithin f => Expires(f.Products, f.Place, world.Today, world.Ahead(f.Days)),
        Filter.ExpiringBetween f => Expires(f.Products, f.Place, f.From, f.Until),
        Filter.Premium f => Summed(
            $"coalesce(sum(k.price * case k.period when 'month' then 12 when 'quarter' then 4 when 'year' then 1 else 0 end), 0) {f.Comparison.Sql()} {Value(f.Amount)}",
            f.Comparison.Holds(0m, f.Amount), LiveFrom(new ProductSet(ProductSet.Any), f.Place) + $" and k.currency = {Value(f.Currency)}"),
        Filter.Contracts f => Summed($"count(*) {f.Comparison.Sql()} {Value(f.Number)}", f.Comparison.Holds(0, f.Number), LiveFrom(new ProductSet(ProductSet.Any), f.Place)),
        Filter.Bought f => Summed($"count(*) {f.Comparison.Sql()} {Value(f.Number)}", f.Comparison.Holds(0, f.Number), $"portfolio.pub_contract k where k.held_at = 'us'{(f.Products is { } products ? Product("k.product", products) : null)}"),
        Filter.Since f => Summed($"min(k.start) {f.Comparison.Sql()} {Value(f.Day)}", false, "portfolio.pub_contract k where k.held_at = 'us'"),
        Filter.Ended f => Ended(f),
        Filter.ContactedWithin f => $"exists (select 1 from offers.pub_attempt a where a.client_id = c.id and a.at >= {Value(world.Begin(world.Ago(f.Days)))})",
        Filter.ContactedBetween f => $"exists (select 1 from offers.pub_attempt a where a.client_id = c.id and a.at >= {Value(world.Begin(f.From))} and a.at < {Value(world.Begin(f.Until.AddDays(1)))})",
        Filter.NeverContacted => "not exists (select 1 from offers.pub_attempt a where a.client_id = c.id)",
        Filter.Outcome f => Last("a.client_id", "a.outcome, a.reason", $"offers.pub_attempt a where true{Product("a.product", f.Products)}", "a.at desc, a.id desc", $"l.outcome = {Value(f.Word)}{Maybe("l.reason", f.Reason)}"),
        Filter.Offered f => $"exists (select 1 from offers.pub_offer o where o.client_id = c.id{Product("o.product", f.Products)}{Lately("o.created_at", f.Days)}{OpenedBy(f.By)}{CameTo(f.Stage)})",
        Filter.Tried f => Tried(f),
        Filter.Refused f => $"exists (select 1 from offers.pub_attempt a where a.client_id = c.id and a.outcome = 'rejected'{Product("a.product", f.Products)}{Maybe($"coalesce(a.reason, '{EndedContracts.Unknown}')", f.Reason)}{Lately("a.at", f.Days)})",
        Filter.Complained f => $"(exists (select 1 from worklist.pub_complaint p where p.client_id = c.id{Lately("p.at", f.Days)}) or exists (select 1 from offers.pub_attempt a where a.client_id = c.id and a.reason = 'complaint'{Lately("a.at", f.Days)}))",
        Filter.Standing f => Standing(f.Product, f.State),
        Filter.Age f => $"coalesce({Age(f.Comparison, f.Years)}, false)",
        Filter.Kind f => $"c.kind = {Value(f.Word)}",
        Filter.Language f => $"c.language = {Value(f.Code)}",
        Filter.City f => $"coalesce(c.city = {Value(f.Name)}, false)",
        Filter.PostalCode f => f.Code.EndsWith('*') ? $"coalesce(starts_with(c.postal_code, {Value(f.Code[..^1])}), false)" : $"coalesce(c.postal_code = {Value(f.Code)}, false)",
        Filter.Tag f => $"c.tags @> {Value(new[] { f.Name })}",
        Filter.Advisor f => $"c.advisor_id in (select u.id from access.pub_user u where lower(u.email) = {Value(f.Email)})",
        Filter.Team f => $"c.advisor_id in (select u.id from access.pub_user u join access.pub_team t on t.id = u.team_id where t.name = {Value(f.Name)})",
        Filter.Consent f => Consent(f.Channel, f.Purpose),
        Filter.DoNotContact => "c.do_not_contact",
        Filter.Attribute f => Attribute(f),
        Filter.HasAttribute f => $"jsonb_exists(c.attributes, {Value(f.Name)})",
        Filter.Segment { Id: { } id } => Segment(id),
        _ => throw new InvalidOperationException($"{filter.GetType().Name} has no SQL."),
    };

    private string Value(object value)
    {
        var key = (value.GetType().Name, value is string[] many ? string.Join('\n', many) : value);
        return _known.TryGetValue(key, out var known) ? known : _known[key] = parameter(value);
    }

    private string Maybe(string column, string? value) => value is null ? string.Empty : $" and {column} = {Value(value)}";

    private string Lately(string column, int? days) => days is { } ago ? $" and {column} >= {Value(world.Begin(world.Ago(ago)))}" : string.Empty;

    private string Product(string column, ProductSet products) =>
        products.IsAny ? string.Empty : products.Line is { } line ? $" and starts_with({column}, {Value(line + "/")})" : $" and {column} = {Value(products.Code)}";

    private string Live(ProductSet products, Place place) => $"select 1 from {LiveFrom(products, place)} and k.client_id = c.id";

    /// <summary>Live contracts; of what renews by itself only the status counts, so nothing else is asked of it.</summary>
    private string LiveFrom(ProductSet products, Place place)
    {
        var where = place switch { Place.Here => " and k.held_at = 'us'", Place.Elsewhere => " and k.held_at <> 'us'", _ => string.Empty };
        var renewing = Renewing(products);
        var ends = products is { IsAny: false, Line: null }
            ? renewing.Length > 0 ? string.Empty : $" and (k.expiry is null or k.expiry >= {Value(world.Today)})"
            : $" and (k.expiry is null or k.expiry >= {Value(world.Today)}{(renewing.Length > 0 ? $" or k.product = any({Value(renewing)})" : null)})";
        return $"portfolio.pub_contract k where k.status = 'live'{Product("k.product", products)}{where}{ends}";
    }

    private string[] Renewing(ProductSet products) => [.. world.Products.Values.Where(p => p.RenewsEvery is not null && products.Has(p.Code)).Select(p => p.Code).Order(StringComparer.Ordinal)];

    private string Expires(ProductSet products, Place place, DateOnly from, DateOnly until)
    {
        var (today, first, last) = (Value(world.Today), Value(from), Value(until));
        var renewing = Renewing(products);
        if (renewing.Length == 0)
        {
            return $"exists ({Live(products, place)} and k.expiry between {first} and {last})";
        }

        var months = products is { IsAny: false, Line: null } ? Value(world.Products[renewing[0]].RenewsEvery!.Value)
            : $"({Value(renewing.Select(p => world.Products[p].RenewsEvery!.Value).ToArray())}::int[])[array_position({Value(renewing)}, k.product)]";
        var terms = $"greatest(1, ((extract(year from {today}) - extract(year from k.expiry)) * 12 + extract(month from {today}) - extract(month from k.expiry))::int / {months})";
        string After(string count) => $"(k.expiry + make_interval(months => ({count}) * {months}))::date";
        var cycle = $"case when k.expiry >= {today} or {months} is null then k.expiry when {After(terms)} >= {today} then {After(terms)} else {After(terms + " + 1")} end";
        return $"exists ({Live(products, place)} and k.expiry is not null and {cycle} between {first} and {last})";
    }

    private string OpenedBy(string? by) => by is null ? string.Empty
        : !by.Contains('/', StringComparison.Ordinal) ? $" and o.reason_code = {Value(by)}"
        : by.Split('@', 2) is [var rule, var version] ? $" and o.rule = {Value(rule)} and coalesce(o.rule_version, '?') = {Value(version)}"
        : $" and o.rule = {Value(by)}";

    private static string CameTo(OfferStage stage) => stage switch
    {
        OfferStage.Tried => " and exists (select 1 from offers.pub_attempt a where a.offer_id = o.id)",
        OfferStage.Reached => $" and exists (select 1 from offers.pub_attempt a where a.offer_id = o.id and {Reached("a")})",
        OfferStage.Accepted => " and o.status = 'accepted'",
        OfferStage.Rejected => " and o.status = 'rejected'",
        OfferStage.Open => " and o.status = 'open'",
        _ => string.Empty,
    };

    /// <summary>Attempts are numbered only where it is asked which one it was.</summary>
    private string Tried(Filter.Tried f)
    {
        var from = f.Attempt is null ? "offers.pub_attempt"
            : $"(select t.*, row_number() over (partition by t.offer_id order by t.at, t.id) as number from offers.pub_attempt t where {(few ? "t.client_id = c.id" : "true")}{Product("t.product", f.Products)})";
        var attempt = f.Attempt is { } number ? $" and least(a.number, {Tries.Last}) = {Value(number)}" : string.Empty;
        var result = f.Result switch
        {
            TryResult.Reached => $" and {Reached("a")}",
            TryResult.Missed => $" and not {Reached("a")}",
            TryResult.Accepted => " and a.outcome = 'accepted'",
            TryResult.Rejected => " and a.outcome = 'rejected'",
            _ => string.Empty,
        };
        return $"exists (select 1 from {from} a where a.client_id = c.id{Product("a.product", f.Products)}{Lately("a.at", f.Days)}{attempt}{At(f.Daypart)}{result})";
    }

    private string At(Daypart part) => part == Daypart.Any ? string.Empty
        : $" and extract(hour from a.at at time zone {Value(world.Zone.Id)})::int between {Tries.Hours(part).From} and {Tries.Hours(part).Until - 1}";

    private static string Reached(string attempt) => $"({attempt}.outcome not in ({string.Join(", ", Tries.Missed.Select(m => $"'{m}'"))}))";

    private string Ended(Filter.Ended f)
    {
        var renewing = Renewing(f.Products);
        var itself = renewing.Length > 0 ? $"(e.status = 'live' and e.product = any({Value(renewing)}))" : "false";
        var fate = f.Fate switch
        {
            Fate.Any => string.Empty,
            Fate.Itself => $" and {itself}",
            Fate.Renewed => $" and not {itself} and e.renewed",
            Fate.Lost => $" and not {itself} and not e.renewed and e.taker is not null",
            Fate.Gone => $" and not {itself} and not e.renewed and e.taker is null",
            _ => $" and not {itself} and not e.renewed",
        };
        var provider = f.Provider is { } to ? $" and not {itself} and not e.renewed and e.taker = {Value(to)}" : string.Empty;
        var reason = f.Reason is { } why ? $" and {WhyEnded} = {Value(why)}" : string.Empty;
        return $"exists (select 1 from portfolio.pub_ended e where e.client_id = c.id{Product("e.product", f.Products)} and e.expiry between {Value(f.From)} and {Value(f.Until)}{fate}{provider}{reason})";
    }

    private string WhyEnded =>
        $"coalesce((select a.reason from offers.pub_attempt a where a.client_id = e.client_id and a.product = e.product and a.outcome = 'rejected' and (a.at at time zone {Value(world.Zone.Id)})::date between e.expiry - {EndedContracts.RefusedBefore} and e.expiry + {EndedContracts.After} order by a.at desc, a.id desc limit 1), '{EndedContracts.Unknown}')";

    /// <param name="whenNone">Whether who has no such row is meant.</param>
    private string Summed(string having, bool whenNone, string from)
    {
        if (few)
        {
            return $"coalesce((select {having} from {from} and k.client_id = c.id), {(whenNone ? "true" : "false")})";
        }

        var group = $"select k.client_id from {from} group by k.client_id having";
        return whenNone
            ? $"not exists (select 1 from ({group} not ({having})) g where g.client_id = c.id)"
            : $"exists (select 1 from ({group} {having}) g where g.client_id = c.id)";
    }

    /// <summary>Whether of the rows of a client the first in <paramref name="order"/> is so.</summary>
    private string Last(string client, string columns, string from, string order, string so) => few
        ? $"exists (select 1 from (select {columns} from {from} and {client} = c.id order by {order} limit 1) l where {so})"
        : $"exists (select 1 from (select distinct on ({client}) {client}, {columns} from {from} order by {client}, {order}) l where l.client_id = c.id and {so})";

    private string Age(Comparison comparison, int years)
    {
        string Least(int least) => $"c.birth_date <= {Value(world.BornBy(least))}";
        return comparison switch
        {
            Comparison.AtLeast => Least(years),
            Comparison.More => Least(years + 1),
            Comparison.AtMost => $"not {Least(years + 1)}",
            Comparison.Less => $"not {Least(years)}",
            Comparison.Exactly => $"({Least(years)} and not {Least(years + 1)})",
            _ => $"(not {Least(years)} or {Least(years + 1)})",
        };
    }

    private string Consent(string? channel, string purpose)
    {
        string[] channels = channel is null ? ["phone", "email", "post"] : [channel];
        string[] granted = [.. channels.Select(c => c + ":marketing"), .. purpose == "service" ? channels.Select(c => c + ":service") : []];
        return $"(not c.do_not_contact and c.granted && {Value(granted)})";
    }

    private string Attribute(Filter.Attribute f)
    {
        var value = $"(c.attributes ->> {Value(f.Name)})";
        return Evaluation.Number(f.Value) is { } number
            ? $"coalesce(case when {value} ~ '{Evaluation.NumberPattern}' then {value}::numeric {f.Comparison.Sql()} {Value(number)} end, false)"
            : $"coalesce({value} collate \"C\" {f.Comparison.Sql()} {Value(f.Value)} collate \"C\", false)";
    }

    private string Standing(string code, ProductStanding state)
    {
        var product = world.Products.GetValueOrDefault(code);
        var held = $"exists ({Live(new ProductSet(code), Place.Anywhere)})";
        var open = $"exists (select 1 from offers.pub_offer o where o.client_id = c.id and o.product = {Value(code)} and o.status = 'open')";
        var allowed = product is null ? "false" : Allowed(product);
        var rests = Resting(code, product?.CooldownDays ?? 0);
        return state switch
        {
            ProductStanding.Held => held,
            ProductStanding.Open => $"(not {held} and {open})",
            ProductStanding.NotAllowed => $"(not {held} and not {open} and not {allowed})",
            ProductStanding.Cooldown => $"(not {held} and not {open} and {allowed} and {rests})",
            _ => $"(not {held} and not {open} and {allowed} and not {rests})",
        };
    }

    private string Allowed(FilterProduct product)
    {
        if (!product.Offered || (product.Season.Count > 0 && !product.Season.Contains(world.Today.Month)))
        {
            return "false";
        }

        var kind = product.OnlyKind is { } only ? $" and c.kind = {Value(only)}" : string.Empty;
        string[] ages = [.. product.MinAge is { } least ? [Age(Comparison.AtLeast, least)] : Array.Empty<string>(), .. product.MaxAge is { } most ? [Age(Comparison.AtMost, most)] : Array.Empty<string>()];
        var age = ages.Length > 0 ? $" and (c.birth_date is null or ({string.Join(" and ", ages)}))" : string.Empty;
        return $"({Consent(null, "marketing")}{kind}{age} and not exists (select 1 from worklist.pub_paused p where p.client_id = c.id) and not exists (select 1 from offers.pub_held_out h where h.client_id = c.id and h.product = {Value(product.Code)} and h.until >= {Value(world.Today)}))";
    }

    private string Resting(string code, int days) => Last(
        "o.client_id", $"coalesce(o.cooldown_until, (o.closed_at at time zone {Value(world.Zone.Id)})::date + {Value(days)}) as until",
        $"offers.pub_offer o where o.product = {Value(code)} and o.closed_at is not null and (o.status = 'rejected' or o.cooldown_until is not null)", "o.closed_at desc, o.id desc", $"l.until > {Value(world.Today)}");

    private string Segment(Guid id)
    {
        if (!world.Segments.TryGetValue(id, out var meant) || !_within.Add(id))
        {
            return "false";
        }

        var sql = Of(meant);
        _within.Remove(id);
        return $"({sql})";
    }
}
