using System.Globalization;
using CrossSell.Insights.Messages;

namespace CrossSell.Insights.Domain;

/// <summary>What a figure is: how it is counted, and which clients stand behind a bar.</summary>
/// <param name="Sql">
/// Answers advisor, key, sub, counts and amount, grouped; reads <c>once_fact</c> and what the modules publish. <c>$1</c> is the day, <c>$2</c> the name of the business time zone.
/// </param>
/// <param name="Most">At most so many bars, the largest first; none for all, by key.</param>
/// <param name="Filter">The clients behind a bar; the day is that of the counting.</param>
/// <param name="Shares">Columns that are worked out: a count as part of another, in hundred.</param>
internal sealed record FigureDefinition(
    string Name, FigureTopic Topic, string KeyIs, string[] Counts, string Sql, int? Most, Func<string, string, DateOnly, string?> Filter, params (string Name, int Of, int In)[] Shares)
{
    /// <summary>The amount is a column of its own.</summary>
    public string? AmountIs { get; init; }

    /// <summary>The clients behind one number of a bar, by its column and the bar's key and sub, where they are others than those of the bar.</summary>
    public Func<string, string, string, DateOnly, string?>? CellFilter { get; init; }

    public IReadOnlyList<string> Columns => [.. Counts, .. Shares.Select(s => s.Name), .. AmountIs is { } amount ? [amount] : Array.Empty<string>()];
}

/// <summary>Every figure of the house.</summary>
internal static class FigureBook
{
    /// <summary>How the filter language calls the attempts.</summary>
    private static readonly Dictionary<string, string> Attempts = new() { ["1"] = "first", ["2"] = "second", ["3"] = "third", ["4"] = "fourth", ["5"] = "fifth", ["6"] = "sixth", ["7"] = "later" };

    private const string Once = "from once_fact f where f.bought = 1";
    private const string Grouped = "group by grouping sets ((advisor_id, key, sub), (key, sub))";

    /// <summary>What is counted of each client, once for all figures: those who ever made a contract with us.</summary>
    public const string Facts =
        """
        create temporary table once_fact on commit drop as
        select c.id, c.advisor_id, coalesce(c.city, '') as city, b.bought, b.first, b.second, b.product, split_part(b.product, '/', 1) as line,
               coalesce(o.offers, 0) as offers, r.refused is not null as refused, x.client_id is not null as complained
        from clients.pub_client c
        join (select client_id, count(*)::int as bought, min(start) as first, (array_agg(start order by start, id))[2] as second, (array_agg(product order by start, id))[1] as product
              from portfolio.pub_contract where held_at = 'us' group by client_id) b on b.client_id = c.id
        left join (select client_id, count(*)::int as offers from offers.pub_offer group by client_id) o on o.client_id = c.id
        left join (select client_id, true as refused from offers.pub_attempt where outcome = 'rejected' group by client_id) r on r.client_id = c.id
        left join (select client_id from worklist.pub_complaint union select client_id from offers.pub_attempt where reason = 'complaint') x on x.client_id = c.id
        """;

    private const string Funnel =
        """
        select c.advisor_id, o.id, o.product, o.reason_code, coalesce(o.rule, '') as rule, coalesce(o.rule_version, '?') as rule_version, o.status,
               exists (select 1 from offers.pub_attempt a where a.offer_id = o.id) as tried,
               exists (select 1 from offers.pub_attempt a where a.offer_id = o.id and a.outcome not in ('noAnswer', 'wrongContact')) as reached
        from offers.pub_offer o join clients.pub_client c on c.id = o.client_id where o.created_at >= ($1::date - 365)::timestamp at time zone $2
        """;

    private const string FunnelCounts = "array[count(*), count(*) filter (where tried), count(*) filter (where reached), count(*) filter (where status = 'accepted'), count(*) filter (where status = 'rejected'), count(*) filter (where status = 'open')]";
    private static readonly string[] FunnelColumns = ["offers", "tried", "reached", "accepted", "rejected", "open"];
    private static readonly (string, int, int)[] FunnelShares = [("acceptedPart", 3, 0)];

    private const string Tried =
        """
        select c.advisor_id, a.outcome, a.number, extract(hour from a.at at time zone $2)::int as hour
        from (select t.*, row_number() over (partition by t.offer_id order by t.at, t.id) as number from offers.pub_attempt t) a
        join clients.pub_client c on c.id = a.client_id where a.at >= ($1::date - 365)::timestamp at time zone $2
        """;

    private const string TriedCounts = "array[count(*), count(*) filter (where outcome not in ('noAnswer', 'wrongContact')), count(*) filter (where outcome = 'accepted')]";

    /// <summary>Contracts held here whose term ended in the last year, with what became of them: as the condition <c>ended</c> of filters says it.</summary>
    private const string Ended =
        """
        select c.advisor_id, e.client_id, to_char(e.expiry, 'YYYY-MM') as month, e.taker as provider,
               case when e.status = 'live' and coalesce(p.renews, false) then 'itself' when e.renewed then 'renewed' when e.taker is not null then 'lost' else 'gone' end as fate,
               coalesce((select a.reason from offers.pub_attempt a where a.client_id = e.client_id and a.product = e.product and a.outcome = 'rejected'
                         and (a.at at time zone $2)::date between e.expiry - 180 and e.expiry + 90 order by a.at desc, a.id desc limit 1), 'unknown') as why
        from portfolio.pub_ended e join clients.pub_client c on c.id = e.client_id left join catalog.pub_product p on p.code = e.product
        where e.expiry > ($1::date - interval '12 months')::date and e.expiry <= $1
        """;

    public static IReadOnlyList<FigureDefinition> All { get; } =
    [
        new("once", FigureTopic.RepeatPurchase, "word", ["clients"],
            $"select advisor_id, key, sub, array[count(*)], 0 from (select advisor_id, case when bought = 1 then 'once' else 'again' end as key, '' as sub from once_fact) t {Grouped}",
            null, (key, _, _) => key == "once" ? "bought = 1" : "bought >= 2"),
        new("onceWhy", FigureTopic.RepeatPurchase, "word", ["clients"],
            $"""
            select advisor_id, key, sub, array[count(*)], 0 from (
              select f.advisor_id, w.key, '' as sub from once_fact f
              cross join lateral (values ('neverOffered', f.offers = 0), ('offeredNotRefused', f.offers > 0 and not f.refused), ('refused', f.refused), ('complained', f.complained)) as w(key, so)
              where f.bought = 1 and w.so) t {Grouped}
            """,
            null, (key, _, _) => "bought = 1 and " + key switch { "neverOffered" => "not offered any", "offeredNotRefused" => "offered any and not refused any", "refused" => "refused any", _ => "complained" }),
        new("onceRefusedBecause", FigureTopic.RepeatPurchase, "reason", ["clients"],
            $"""
            select advisor_id, key, sub, array[count(distinct id)], 0 from (
              select f.advisor_id, f.id, a.reason as key, '' as sub from once_fact f join offers.pub_attempt a on a.client_id = f.id and a.outcome = 'rejected' and a.reason is not null where f.bought = 1) t {Grouped}
            """,
            12, (key, _, _) => $"bought = 1 and refused any because {Quoted(key)}"),
        new("onceByAge", FigureTopic.RepeatPurchase, "word", ["clients", "allClients"],
            $"""
            select advisor_id, key, sub, array[count(*) filter (where bought = 1), count(*)], 0 from (
              select f.advisor_id, f.bought, '' as sub, case when f.first > ($1::date - interval '1 year')::date then 'y0' when f.first > ($1::date - interval '2 years')::date then 'y1'
                when f.first > ($1::date - interval '3 years')::date then 'y2' when f.first > ($1::date - interval '5 years')::date then 'y3' else 'y5' end as key from once_fact f) t {Grouped}
            """,
            null, (key, _, day) => "bought = 1" + key switch
            {
                "y0" => $" and since > {Day(day.AddYears(-1))}",
                "y1" => Between(day, 2, 1),
                "y2" => Between(day, 3, 2),
                "y3" => Between(day, 5, 3),
                _ => $" and since <= {Day(day.AddYears(-5))}",
            }, ("oncePart", 0, 1)),
        new("onceByLine", FigureTopic.RepeatPurchase, "line", ["clients"],
            $"select advisor_id, key, sub, array[count(*)], 0 from (select f.advisor_id, f.line as key, '' as sub {Once}) t {Grouped}", 20, (key, _, _) => $"bought = 1 and bought of {key}/* = 1"),
        new("onceByAdvisor", FigureTopic.RepeatPurchase, "advisor", ["clients", "allClients"],
            "select advisor_id, advisor_id::text, '', array[count(*) filter (where bought = 1), count(*)], 0 from once_fact group by advisor_id", 30, (key, _, _) => $"bought = 1 and advisor {Quoted(key)}", ("oncePart", 0, 1)),
        new("onceByTown", FigureTopic.RepeatPurchase, "text", ["clients"],
            $"select advisor_id, key, sub, array[count(*)], 0 from (select f.advisor_id, f.city as key, '' as sub {Once} and f.city <> '') t {Grouped}", 20, (key, _, _) => $"bought = 1 and city {Quoted(key)}"),
        new("cohort", FigureTopic.RepeatPurchase, "year", ["clients", "within12", "within24", "everAgain"],
            $"""
            select advisor_id, key, sub, array[count(*), count(*) filter (where second <= (first + interval '12 months')::date), count(*) filter (where second <= (first + interval '24 months')::date), count(second)], 0
            from (select advisor_id, first, second, extract(year from first)::int::text as key, '' as sub from once_fact where first <= $1) t {Grouped}
            """,
            null, (key, _, _) => $"bought >= 1 and since >= {key}-01-01 and since <= {key}-12-31", ("within12Part", 1, 0), ("within24Part", 2, 0), ("everPart", 3, 0)),
        new("ended", FigureTopic.Retention, "month", ["itself", "renewed", "lost", "gone"],
            $"""
            select advisor_id, key, sub, array[count(*) filter (where fate = 'itself'), count(*) filter (where fate = 'renewed'), count(*) filter (where fate = 'lost'), count(*) filter (where fate = 'gone')], 0
            from (select e.*, month as key, '' as sub from ({Ended}) e) t {Grouped}
            """,
            null, (key, _, day) => $"ended any {Within(key, day)}") { CellFilter = (column, key, _, day) => $"ended any {column} {Within(key, day)}" },
        new("lostTo", FigureTopic.Retention, "text", ["contracts", "clients"],
            $"select advisor_id, key, sub, array[count(*), count(distinct client_id)], 0 from (select e.*, provider as key, '' as sub from ({Ended}) e where fate = 'lost') t {Grouped}",
            20, (key, _, day) => key.Length == 0 ? null : $"ended any lost {Year(day)} to {Quoted(key)}"),
        new("lostBecause", FigureTopic.Retention, "reason", ["contracts", "clients"],
            $"select advisor_id, key, sub, array[count(*), count(distinct client_id)], 0 from (select e.*, why as key, '' as sub from ({Ended}) e where fate in ('lost', 'gone')) t {Grouped}",
            20, (key, _, day) => $"ended any left {Year(day)} because {Quoted(key)}"),
        new("comes", FigureTopic.Retention, "month", ["contracts", "clients"],
            $"""
            select advisor_id, key, sub, array[count(*), count(distinct client_id)], 0 from (
              select c.advisor_id, k.client_id, '' as sub, to_char(k.expiry, 'YYYY-MM') as key from portfolio.pub_contract k join clients.pub_client c on c.id = k.client_id
              where k.status = 'live' and k.held_at = 'us' and k.expiry >= $1 and k.expiry < (date_trunc('month', $1::date) + interval '6 months')::date) t {Grouped}
            """,
            null, (key, _, day) => $"expiring any here between {Later(day, $"{key}-01")} and {Last(key)}"),
        new("funnelByReason", FigureTopic.Offers, "origin", FunnelColumns, $"select advisor_id, key, sub, {FunnelCounts}, 0 from (select f.*, reason_code as key, '' as sub from ({Funnel}) f) t {Grouped}", 20, (key, _, _) => Offered("any", "offers", key), FunnelShares) { CellFilter = (column, key, _, _) => Offered("any", column, key) },
        new("funnelByProduct", FigureTopic.Offers, "product", FunnelColumns, $"select advisor_id, key, sub, {FunnelCounts}, 0 from (select f.*, product as key, '' as sub from ({Funnel}) f) t {Grouped}", 30,
            (key, _, _) => Offered(key, "offers"), FunnelShares) { CellFilter = (column, key, _, _) => Offered(key, column) },
        new("funnelByAdvisor", FigureTopic.Offers, "advisor", FunnelColumns, $"select advisor_id, advisor_id::text, '', {FunnelCounts}, 0 from ({Funnel}) f group by advisor_id", 30,
            (key, _, _) => OfAdvisor(Offered("any", "offers"), key), FunnelShares) { CellFilter = (column, key, _, _) => OfAdvisor(Offered("any", column), key) },
        new("funnelByRule", FigureTopic.Offers, "rule", FunnelColumns,
            $"""
            select advisor_id, key, sub, {FunnelCounts}, 0 from (
              select f.*, f.rule as key, f.rule_version as sub from ({Funnel}) f where f.rule <> '') t {Grouped}
            """,
            40, (key, sub, _) => Offered("any", "offers", $"{key}@{sub}"), FunnelShares) { CellFilter = (column, key, sub, _) => Offered("any", column, $"{key}@{sub}") },
        new("refusedBecause", FigureTopic.Offers, "reason", ["contacts"],
            $"select advisor_id, key, sub, array[count(*)], 0 from (select c.advisor_id, coalesce(a.reason, 'unknown') as key, '' as sub from offers.pub_attempt a join clients.pub_client c on c.id = a.client_id where a.outcome = 'rejected' and a.at >= ($1::date - 365)::timestamp at time zone $2) t {Grouped}",
            20, (key, _, _) => $"refused any because {Quoted(key)} within 365"),
        new("byAttempt", FigureTopic.Contacts, "attempt", ["contacts", "reached", "accepted"], $"select advisor_id, key, sub, {TriedCounts}, 0 from (select f.*, least(number, 7)::text as key, '' as sub from ({Tried}) f) t {Grouped}",
            null, (key, _, _) => TriedAt(Attempts[key], "contacts"), ("reachedPart", 1, 0), ("acceptedPart", 2, 0)) { CellFilter = (column, key, _, _) => TriedAt(Attempts[key], column) },
        new("byDaypart", FigureTopic.Contacts, "daypart", ["contacts", "reached", "accepted"],
            $"select advisor_id, key, sub, {TriedCounts}, 0 from (select f.*, case when hour < 10 then '1early' when hour < 12 then '2morning' when hour < 14 then '3noon' when hour < 17 then '4afternoon' else '5evening' end as key, '' as sub from ({Tried}) f) t {Grouped}",
            null, (key, _, _) => TriedAt(key[1..], "contacts"), ("reachedPart", 1, 0), ("acceptedPart", 2, 0)) { CellFilter = (column, key, _, _) => TriedAt(key[1..], column) },
        new("commission", FigureTopic.Margin, "product", ["contracts"],
            $"""
            select advisor_id, key, sub, array[count(*)], sum(amount) from (
              select c.advisor_id, k.product as key, coalesce(k.currency, '') as sub, coalesce(k.fields ->> 'commission', k.fields ->> 'margin')::numeric as amount from portfolio.pub_contract k join clients.pub_client c on c.id = k.client_id
              where k.status = 'live' and k.held_at = 'us' and coalesce(k.fields ->> 'commission', k.fields ->> 'margin') ~ '^[0-9]{"{1,15}"}([.][0-9]{"{1,6}"})?$') t {Grouped}
            """,
            40, (key, _, _) => $"holds {key} here") { AmountIs = "amount" },
    ];

    /// <summary>Who was offered it in the last year, as far as the column goes; nobody of their own stand behind a part of a hundred.</summary>
    private static string? Offered(string products, string column, string? by = null) => column.EndsWith("Part", StringComparison.Ordinal)
        ? null
        : $"offered {products}{(by is null ? null : $" by {Quoted(by)}")}{(column == "offers" ? null : $" {column}")} within 365";

    private static string? OfAdvisor(string? filter, string advisor) => filter is null ? null : $"{filter} and advisor {Quoted(advisor)}";

    private static string? TriedAt(string when, string column) =>
        column.EndsWith("Part", StringComparison.Ordinal) ? null : $"tried any {when}{(column == "contacts" ? null : $" {column}")} within 365";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Between(DateOnly day, int older, int younger) => $" and since > {Day(day.AddYears(-older))} and since <= {Day(day.AddYears(-younger))}";

    /// <summary>The days of a month that belong to the last year.</summary>
    private static string Within(string month, DateOnly day) => $"between {Later(day.AddMonths(-12).AddDays(1), $"{month}-01")} and {Earlier(day, Last(month))}";

    private static string Year(DateOnly day) => $"between {Day(day.AddMonths(-12).AddDays(1))} and {Day(day)}";

    private static string Earlier(DateOnly day, string last) => string.CompareOrdinal(Day(day), last) < 0 ? Day(day) : last;

    private static string Later(DateOnly day, string first) => string.CompareOrdinal(Day(day), first) > 0 ? Day(day) : first;

    private static string Last(string month) => DateOnly.TryParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? Day(first.AddMonths(1).AddDays(-1)) : $"{month}-28";

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
