using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using Npgsql;

namespace CrossSell.Offers.Data;

/// <summary>A live contract inside its contact horizon, with what is needed to say whether it is covered and if not, why.</summary>
/// <param name="RefusedOn">The day the product's cooldown counts from: that of the last refusal, moved where the follow-up table gave it another length.</param>
internal sealed record DueContract(
    Guid ContractId,
    string? ExternalId,
    Guid ClientId,
    Guid AdvisorId,
    string ClientName,
    string Language,
    string Product,
    string? Variant,
    string HeldAt,
    string? Provider,
    string? Number,
    DateOnly Expiry,
    DateOnly NoticeBy,
    bool Covered,
    Guid? OpenOfferId,
    DateOnly? RefusedOn,
    bool DoNotContact,
    bool MayService,
    bool MayMarket,
    DateOnly? BirthDate,
    string Kind,
    string[] Granted,
    bool HasPhone,
    bool HasEmail,
    bool ContactWrong,
    Guid? HeldBy,
    DateOnly? HeldUntil,
    bool HeldOut = false)
{
    /// <summary>The line's code would not have the client offered it: see <see cref="DueByCode"/>.</summary>
    public bool LineSaysNo { get; init; }
}

internal static class DueContracts
{
    /// <summary>
    /// The expiry of the present cycle: a contract that renews by itself counts on term by term. <c>&lt;=</c> and never <c>=</c>: a day without a scan forgets nothing.
    /// </summary>
    private const string Live =
        """
        with dated as (
          select k.*, p.lead_days, p.renews, p.term_months, p.cooldown_days, coalesce(k.notice_days, p.notice_days, 0) as notice, p.code is not null and p.active as offered,
            case when k.expiry >= $1 or not coalesce(p.renews, false) or p.term_months is null then 0
                 else greatest(1, ((extract(year from $1) - extract(year from k.expiry)) * 12 + extract(month from $1) - extract(month from k.expiry))::int / p.term_months) end as terms
          from portfolio.pub_contract k left join catalog.pub_product p on p.code = k.product
          where k.status = 'live'
        ), cycled as (
          select d.*, case when d.terms = 0 then d.expiry
                           when (d.expiry + make_interval(months => d.terms * d.term_months))::date >= $1 then (d.expiry + make_interval(months => d.terms * d.term_months))::date
                           else (d.expiry + make_interval(months => (d.terms + 1) * d.term_months))::date end as cycle
          from dated d
        )
        """;

    public static async Task<List<DueContract>> Find(NpgsqlConnection connection, DateOnly asOf, ClientScope scope, CancellationToken ct) => await connection.Query(
        $"""
        {Live}
        select l.id, l.external_id, l.client_id, c.advisor_id, c.name, c.language, l.product, l.variant, l.held_at, l.provider, l.number, l.cycle, (l.cycle - l.notice)::date,
               v.offer_id is not null, o.id,
               (select coalesce(r.cooldown_until - coalesce(l.cooldown_days, 0), (r.closed_at at time zone 'UTC')::date) from offers.offer r
                where r.client_id = l.client_id and r.product = l.product and (r.status = 'rejected' or r.cooldown_until is not null) order by r.closed_at desc limit 1),
               c.do_not_contact, c.may_service, c.may_market, c.birth_date, c.kind, c.granted, c.phone is not null, c.email is not null,
               exists (select 1 from worklist.pub_task t where t.client_id = l.client_id and t.kind = 'data' and t.offer_id is not null and t.status = 'open'),
               l.held_by, l.held_until,
               exists (select 1 from offers.held_out h where h.client_id = l.client_id and h.product = l.product and h.until >= $1)
        from cycled l
        join clients.pub_client c on c.id = l.client_id
        left join offers.cover v on v.contract_id = l.id and v.cycle = l.cycle
        left join offers.offer o on o.client_id = l.client_id and o.product = l.product and o.status = 'open'
        where l.cycle >= $1 and l.cycle >= l.start and l.cycle - l.notice - coalesce(l.lead_days, 0) <= $1 and {scope.Sql("c.advisor_id", "$2")}
        order by l.cycle - l.notice, l.id
        """,
        Read,
        [asOf, scope.Advisors],
        ct);

    /// <summary>Live contracts of products with a term that have no usable expiry: none, or one before the start.</summary>
    public static async Task<List<(Guid Id, string? ExternalId, Guid ClientId, string ClientName, string Product, DateOnly? Expiry)>> WithoutDate(NpgsqlConnection connection, ClientScope scope, CancellationToken ct) =>
        await connection.Query(
            $"""
            select k.id, k.external_id, k.client_id, c.name, k.product, k.expiry
            from portfolio.pub_contract k join clients.pub_client c on c.id = k.client_id left join catalog.pub_product p on p.code = k.product
            where k.status = 'live' and ((k.expiry is null and (p.code is null or p.term_months is not null)) or k.expiry < k.start) and {scope.Sql("c.advisor_id", "$1")}
            order by k.id
            """,
            r => (r.GetGuid(0), r.MaybeText(1), r.GetGuid(2), r.GetString(3), r.GetString(4), r.Maybe<DateOnly>(5)),
            [scope.Advisors],
            ct);

    private static DueContract Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.MaybeText(1), r.GetGuid(2), r.GetGuid(3), r.GetString(4), r.GetString(5), r.GetString(6), r.MaybeText(7), r.GetString(8), r.MaybeText(9), r.MaybeText(10),
        r.GetFieldValue<DateOnly>(11), r.GetFieldValue<DateOnly>(12), r.GetBoolean(13), r.Maybe<Guid>(14), r.Maybe<DateOnly>(15), r.GetBoolean(16), r.GetBoolean(17),
        r.GetBoolean(18), r.Maybe<DateOnly>(19), r.GetString(20), r.GetFieldValue<string[]>(21), r.GetBoolean(22), r.GetBoolean(23), r.GetBoolean(24), r.Maybe<Guid>(25), r.Maybe<DateOnly>(26), r.GetBoolean(27));
}
