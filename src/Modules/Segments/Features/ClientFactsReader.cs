using CrossSell.Kernel.Data;
using CrossSell.Segments.Domain.Filters;

namespace CrossSell.Segments.Features;

/// <summary>Reads what a filter may ask of a few clients, from what the modules publish.</summary>
internal sealed class ClientFactsReader(Database database)
{
    public async Task<List<FilterClient>> Of(Guid[] ids, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        object?[] values = [ids];
        var contracts = (await connection.Query(
            "select client_id, product, held_at, start, expiry, status, price, currency, period, provider from portfolio.pub_contract where client_id = any($1)",
            r => (Client: r.GetGuid(0), Contract: new FilterContract(r.GetString(1), r.GetString(2) == "us", r.GetFieldValue<DateOnly>(3), r.Maybe<DateOnly>(4), r.GetString(5) == "live", r.Maybe<decimal>(6), r.MaybeText(7), r.MaybeText(8), r.MaybeText(9))),
            values, ct)).ToLookup(c => c.Client, c => c.Contract);
        var offers = (await connection.Query(
            "select client_id, id, product, status, created_at, closed_at, cooldown_until, reason_code, rule, rule_version from offers.pub_offer where client_id = any($1)",
            r => (Client: r.GetGuid(0), Offer: new FilterOffer(r.GetGuid(1), r.GetString(2), r.GetString(3), r.GetFieldValue<DateTimeOffset>(4), r.Maybe<DateTimeOffset>(5), r.Maybe<DateOnly>(6), r.GetString(7), r.MaybeText(8), r.MaybeText(9))),
            values, ct)).ToLookup(c => c.Client, c => c.Offer);
        var attempts = (await connection.Query(
            "select client_id, id, product, at, outcome, reason, offer_id from offers.pub_attempt where client_id = any($1)",
            r => (Client: r.GetGuid(0), Attempt: new FilterAttempt(r.GetGuid(1), r.GetString(2), r.GetFieldValue<DateTimeOffset>(3), r.GetString(4), r.MaybeText(5), r.GetGuid(6))),
            values, ct)).ToLookup(c => c.Client, c => c.Attempt);
        var complaints = (await connection.Query(
            "select client_id, at from worklist.pub_complaint where client_id = any($1)", r => (Client: r.GetGuid(0), At: r.GetFieldValue<DateTimeOffset>(1)), values, ct)).ToLookup(c => c.Client, c => c.At);
        var heldOut = (await connection.Query(
            "select client_id, product, until from offers.pub_held_out where client_id = any($1)", r => (Client: r.GetGuid(0), Product: r.GetString(1), Until: r.GetFieldValue<DateOnly>(2)), values, ct)).ToLookup(c => c.Client);
        return await connection.Query(
            """
            select c.id, c.kind, c.birth_date, c.city, c.postal_code, c.language, coalesce(u.email, ''), t.name, c.tags, c.granted, c.do_not_contact,
                   exists (select 1 from worklist.pub_paused p where p.client_id = c.id), c.attributes
            from clients.pub_client c left join access.pub_user u on u.id = c.advisor_id left join access.pub_team t on t.id = u.team_id where c.id = any($1)
            """,
            r => new FilterClient(
                r.GetGuid(0), r.GetString(1), r.Maybe<DateOnly>(2), r.MaybeText(3), r.MaybeText(4), r.GetString(5), r.GetString(6), r.MaybeText(7), r.GetFieldValue<string[]>(8), r.GetFieldValue<string[]>(9),
                r.GetBoolean(10), r.GetBoolean(11), JsonText.Read<Dictionary<string, string>>(r.GetString(12)), [.. contracts[r.GetGuid(0)]], [.. offers[r.GetGuid(0)]], [.. attempts[r.GetGuid(0)]],
                [.. complaints[r.GetGuid(0)]], heldOut[r.GetGuid(0)].GroupBy(h => h.Product).ToDictionary(h => h.Key, h => h.Max(x => x.Until))),
            values, ct);
    }
}
