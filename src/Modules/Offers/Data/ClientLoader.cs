using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using CrossSell.Portfolio.Messages;
using Npgsql;

namespace CrossSell.Offers.Data;

/// <summary>Reads the live state of one client in one round trip per part, inside one snapshot of the database.</summary>
internal sealed class ClientLoader(Database database, ClientKeys keys)
{
    private const int MostClosedOffers = 100;

    public async Task<ClientLive?> Load(Guid clientId, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var client = (await connection.Query($"{Clients} where c.id = $1", ReadClient, [clientId], ct)).FirstOrDefault();
        if (client is null)
        {
            return null;
        }

        await keys.Warm(clientId, ct);
        var version = (await connection.Query("select version from offers.client_state where client_id = $1", r => r.GetInt32(0), [clientId], ct)).FirstOrDefault();
        var contracts = await connection.Query($"{Contracts} where client_id = $1 order by start desc, id", ReadContract, [clientId], ct);
        var offers = await connection.Query(
            $"{OfferSql.Select} where o.client_id = $1 order by (o.status = 'open') desc, o.created_at desc limit {MostClosedOffers}", OfferSql.Read, [clientId], ct);
        var policy = await ContactPolicySql.Read(connection, ct);
        var paused = await Paused(connection, [clientId], ct);
        var mailed = await Mailed(connection, [clientId], ct);
        var heldOut = await HeldOut(connection, [clientId], ct);
        return new ClientLive(client, contracts, offers, version, policy, Since(paused, clientId)) { Mailed = [.. mailed[clientId]], HeldOut = heldOut.GetValueOrDefault(clientId, []) };
    }

    /// <summary>The states of many clients, for set-based evaluation; offers are those that matter for rules: open, rejected, and others in cooldown.</summary>
    public static async Task<List<ClientLive>> LoadMany(NpgsqlConnection connection, Guid[] clientIds, CancellationToken ct)
    {
        var clients = await connection.Query($"{Clients} where c.id = any($1)", ReadClient, [clientIds], ct);
        var contracts = (await connection.Query($"{Contracts} where client_id = any($1)", ReadContract, [clientIds], ct)).ToLookup(c => c.ClientId);
        var offers = (await connection.Query($"{OfferSql.Select} where o.client_id = any($1) and (o.status in ('open', 'rejected') or o.cooldown_until is not null)", OfferSql.Read, [clientIds], ct)).ToLookup(o => o.ClientId);
        var policy = await ContactPolicySql.Read(connection, ct);
        var paused = await Paused(connection, clientIds, ct);
        var mailed = await Mailed(connection, clientIds, ct);
        var heldOut = await HeldOut(connection, clientIds, ct);
        return [.. clients.Select(c => new ClientLive(c, [.. contracts[c.Id]], [.. offers[c.Id]], 0, policy, Since(paused, c.Id)) { Mailed = [.. mailed[c.Id]], HeldOut = heldOut.GetValueOrDefault(c.Id, []) })];
    }

    /// <summary>The latest mails of offers to each client; one that came back was no approach.</summary>
    private static async Task<ILookup<Guid, OfferMail>> Mailed(NpgsqlConnection connection, Guid[] clientIds, CancellationToken ct) =>
        (await connection.Query(
            $"select client_id, offer_id, requested_at from mail.pub_message where client_id = any($1) and template = '{OfferSent.Template}' and to_kind = 'client' and offer_id is not null and status in ('requested', 'sent') order by requested_at desc",
            r => (Client: r.GetGuid(0), Mail: new OfferMail(r.GetGuid(1), r.GetFieldValue<DateTimeOffset>(2))),
            [clientIds],
            ct)).ToLookup(m => m.Client, m => m.Mail);

    private static async Task<Dictionary<Guid, Dictionary<string, DateOnly>>> HeldOut(NpgsqlConnection connection, Guid[] clientIds, CancellationToken ct) =>
        (await connection.Query(
            "select client_id, product, max(until) from offers.held_out where client_id = any($1) group by client_id, product",
            r => (Client: r.GetGuid(0), Product: r.GetString(1), Until: r.GetFieldValue<DateOnly>(2)),
            [clientIds],
            ct)).GroupBy(h => h.Client).ToDictionary(g => g.Key, g => g.ToDictionary(h => h.Product, h => h.Until));

    /// <summary>Clients whose contact data are being corrected: every approach waits for it.</summary>
    private static async Task<Dictionary<Guid, DateTimeOffset>> Paused(NpgsqlConnection connection, Guid[] clientIds, CancellationToken ct) =>
        (await connection.Query(
            "select client_id, min(created_at) from worklist.pub_task where client_id = any($1) and kind = 'data' and offer_id is not null and status = 'open' group by client_id",
            r => (r.GetGuid(0), r.GetFieldValue<DateTimeOffset>(1)),
            [clientIds],
            ct)).ToDictionary();

    private static DateTimeOffset? Since(Dictionary<Guid, DateTimeOffset> paused, Guid client) => paused.TryGetValue(client, out var since) ? since : null;

    private const string Clients =
        "select c.id, c.external_id, c.name, c.kind, c.birth_date, c.phone, c.email, c.city, c.language, c.advisor_id, c.tags, c.do_not_contact, c.may_service, c.may_market, c.granted, c.attributes from clients.pub_client c";

    private const string Contracts =
        "select id, external_id, client_id, product, variant, held_at, provider, number, start, expiry, notice_days, price, currency, period, fields, status, version, expiry_inferred from portfolio.pub_contract";

    private static CardClient ReadClient(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.MaybeText(1), r.GetString(2), r.GetString(3), r.Maybe<DateOnly>(4), r.MaybeText(5), r.MaybeText(6), r.MaybeText(7), r.GetString(8),
        r.GetGuid(9), r.GetFieldValue<string[]>(10), r.GetBoolean(11), r.GetBoolean(12), r.GetBoolean(13), r.GetFieldValue<string[]>(14))
    {
        Attributes = r.GetString(15) is { Length: > 2 } attributes ? JsonText.Read<Dictionary<string, string>>(attributes) : [],
    };

    private static ContractView ReadContract(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.MaybeText(1), r.GetGuid(2), r.GetString(3), r.MaybeText(4), r.GetString(5), r.MaybeText(6), r.MaybeText(7), r.GetFieldValue<DateOnly>(8),
        r.Maybe<DateOnly>(9), r.Maybe<int>(10), r.IsDBNull(11) ? null : new PriceData(r.GetDecimal(11), r.GetString(12), r.GetString(13)),
        r.IsDBNull(14) ? [] : JsonText.Read<Dictionary<string, string>>(r.GetString(14)), r.GetString(15), r.GetInt32(16), r.GetBoolean(17));
}
