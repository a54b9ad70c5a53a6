using CrossSell.Kernel.Data;
using CrossSell.Offers.Domain;
using CrossSell.Offers.Messages;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using Npgsql;

namespace CrossSell.Offers.Data;

/// <summary>How offers and attempts are read and written.</summary>
internal static class OfferSql
{
    public const string Select =
        """
        select o.id, o.client_id, c.advisor_id, o.product, o.variant, o.reason_code, o.reason_hu, o.reason_en, o.rule, o.contract_id, o.contact_from, o.contact_until,
               o.planned_on, o.planned_at, o.status, o.parent_id, o.close_reason, o.created_at, o.closed_at, o.priority, o.version, c.name,
               o.purpose, p.id, p.key, p.version, p.state, p.category, p.row,
               (select jsonb_agg(jsonb_build_object('id', a.id, 'at', a.at, 'byId', a.by_id, 'by', a.by, 'channel', a.channel, 'outcome', a.outcome, 'reason', a.reason, 'note', a.note, 'callBackAt', a.call_back_at,
                  'recordedAt', a.recorded_at, 'tableVersion', a.table_version, 'tableRow', a.table_row, 'correction', a.correction) order by a.recorded_at, a.id)
                from offers.attempt a where a.offer_id = o.id),
               o.channel, o.owner, o.cooldown_until,
               (select jsonb_agg(jsonb_build_object('id', a.id, 'at', a.at, 'byId', a.by_id, 'by', a.by, 'channel', a.channel, 'outcome', a.outcome, 'reason', a.reason, 'note', a.note, 'callBackAt', a.call_back_at,
                  'recordedAt', a.recorded_at, 'tableVersion', a.table_version, 'tableRow', a.table_row, 'correction', a.correction, 'undoneAt', a.undone_at, 'undoneBy', a.undone_by) order by a.recorded_at, a.id)
                from offers.undone_attempt a where a.offer_id = o.id),
               o.terms, o.evidence, o.rule_version
        from offers.offer o join clients.pub_client c on c.id = o.client_id left join processes.pub_instance p on p.offer_id = o.id
        """;

    public static OfferView Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetString(3), r.MaybeText(4), new Reason(r.GetString(5), r.GetString(6), r.GetString(7)), r.MaybeText(8),
        r.Maybe<Guid>(9), r.GetFieldValue<DateOnly>(10), r.GetFieldValue<DateOnly>(11), r.GetFieldValue<DateOnly>(12), r.Maybe<DateTimeOffset>(13),
        Enum.Parse<OfferStatus>(r.GetString(14), true), Attempts(r.MaybeText(29)), Process(r), r.Maybe<Guid>(15), r.MaybeText(16),
        r.GetFieldValue<DateTimeOffset>(17), r.Maybe<DateTimeOffset>(18), r.GetInt32(19), r.GetInt32(20), r.GetString(21), Enum.Parse<ContactPurpose>(r.GetString(22), true))
    {
        Channel = Enum.Parse<ContactChannel>(r.GetString(30), true),
        Owner = Enum.Parse<StepOwner>(r.GetString(31), true),
        CooldownUntil = r.Maybe<DateOnly>(32),
        Undone = Attempts(r.MaybeText(33)),
        Terms = r.MaybeText(34) is { } terms ? JsonText.Read<OfferTerms>(terms) : null,
        Evidence = r.MaybeText(35) is { } evidence ? JsonText.Read<SuggestionEvidence>(evidence) : null,
        RuleVersion = r.MaybeText(36),
    };

    public static void InsertOffers(this IUnitOfWork unit, IReadOnlyList<OfferView> offers)
    {
        var (sql, values) = Insert(offers);
        unit.Write(sql, values);
    }

    /// <summary>Inserts those offers for which no open one of the same client and product is there.</summary>
    public static (string Sql, object?[] Values) Insert(IReadOnlyList<OfferView> o, bool skipTaken = false) => (
        $"""
        insert into offers.offer(id, client_id, product, variant, reason_code, reason_hu, reason_en, rule, contract_id, contact_from, contact_until, planned_on, planned_at, status, parent_id, priority, created_at, purpose, channel, owner, evidence, rule_version, close_reason, closed_at, version)
        select t.*, 1 from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::date[], $11::date[], $12::date[], $13::timestamptz[], $14::text[], $15::uuid[], $16::int[], $17::timestamptz[], $18::text[], $19::text[], $20::text[], $21::jsonb[], $22::text[], $23::text[], $24::timestamptz[]) as t
        {(skipTaken ? "on conflict do nothing returning id" : string.Empty)}
        """,
        [
            Column(o, x => x.Id), Column(o, x => x.ClientId), Column(o, x => x.Product), Column(o, x => x.Variant), Column(o, x => x.Reason.Code), Column(o, x => x.Reason.Hu),
            Column(o, x => x.Reason.En), Column(o, x => x.Rule), Column(o, x => x.ContractId), Column(o, x => x.ContactFrom), Column(o, x => x.ContactUntil),
            Column(o, x => x.PlannedOn), Column(o, x => x.PlannedAt), Column(o, x => Word(x.Status)), Column(o, x => x.ParentId), Column(o, x => x.Priority), Column(o, x => x.CreatedAt),
            Column(o, x => Word(x.Purpose)), Column(o, x => Word(x.Channel)), Column(o, x => Word(x.Owner)), Column(o, x => new Json(x.Evidence is null ? null : JsonText.Write(x.Evidence))),
            Column(o, x => x.RuleVersion), Column(o, x => x.CloseReason), Column(o, x => x.ClosedAt),
        ]);

    public static void UpdateOffer(this IUnitOfWork unit, OfferView o) => unit.Write(
        """
        update offers.offer set status = $2, close_reason = $3, closed_at = $4, planned_on = $5, planned_at = $6, channel = $8, owner = $9, cooldown_until = $10,
          version = case when version = $7 then version + 1 end where id = $1
        """,
        o.Id, Word(o.Status), o.CloseReason, o.ClosedAt, o.PlannedOn, o.PlannedAt, o.Version - 1, Word(o.Channel), Word(o.Owner), o.CooldownUntil);

    public static void InsertAttempt(this IUnitOfWork unit, Guid offerId, Guid clientId, ContactAttempt a, Aftermath aftermath) => unit.Write(
        """
        insert into offers.attempt(id, offer_id, client_id, at, by_id, by, channel, outcome, reason, note, call_back_at, recorded_at, table_version, table_row, correction, aftermath)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        """,
        a.Id, offerId, clientId, a.At, a.ById, a.By, a.Channel, Word(a.Outcome), a.Reason, a.Note, a.CallBackAt, a.RecordedAt, a.TableVersion, a.TableRow, a.Correction, Json.Of(aftermath));

    /// <summary>Contacts that are taken over with their offers: nothing followed from them here.</summary>
    public static void InsertAttempts(this IUnitOfWork unit, IReadOnlyList<OfferView> offers)
    {
        var made = offers.SelectMany(o => o.Attempts.Select(a => (Offer: o, Attempt: a))).ToList();
        unit.Write(
            """
            insert into offers.attempt(id, offer_id, client_id, at, by_id, by, channel, outcome, reason, note, recorded_at)
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::timestamptz[])
            """,
            made.Select(m => m.Attempt.Id).ToArray(), made.Select(m => m.Offer.Id).ToArray(), made.Select(m => m.Offer.ClientId).ToArray(), made.Select(m => m.Attempt.At).ToArray(), made.Select(m => m.Attempt.ById).ToArray(),
            made.Select(m => m.Attempt.By).ToArray(), made.Select(m => m.Attempt.Channel).ToArray(), made.Select(m => Word(m.Attempt.Outcome)).ToArray(), made.Select(m => m.Attempt.Reason).ToArray(),
            made.Select(m => m.Attempt.Note).ToArray(), made.Select(m => m.Attempt.RecordedAt).ToArray());
    }

    /// <summary>From the contacts that count to the trace.</summary>
    public static void SetAsideAttempt(this IUnitOfWork unit, ContactAttempt undone, Guid? byId) => unit.Write(
        """
        with gone as (delete from offers.attempt where id = $1 returning *)
        insert into offers.undone_attempt(id, offer_id, client_id, at, by_id, by, channel, outcome, reason, note, call_back_at, recorded_at, table_version, table_row, correction, undone_at, undone_by_id, undone_by)
        select id, offer_id, client_id, at, by_id, by, channel, outcome, reason, note, call_back_at, recorded_at, table_version, table_row, correction, $2, $3, $4 from gone
        """,
        undone.Id, undone.UndoneAt, byId, undone.UndoneBy);

    /// <summary>Moves the client's version on, or aborts the transaction when it is not the one that was decided upon.</summary>
    public static void GuardClient(this IUnitOfWork unit, Guid clientId, int version) => unit.Write(
        """
        insert into offers.client_state(client_id, version) values ($1, $2 + 1)
        on conflict (client_id) do update set version = case when client_state.version = $2 then $2 + 1 end
        """,
        clientId, version);

    public static void MoveClients(this IUnitOfWork unit, IReadOnlyCollection<Guid> clients) => unit.Write(
        "insert into offers.client_state(client_id, version) select c, 1 from unnest($1::uuid[]) as c on conflict (client_id) do update set version = client_state.version + 1",
        clients.ToArray());

    public static string Word<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static T[] Column<T>(IReadOnlyList<OfferView> offers, Func<OfferView, T> value) => [.. offers.Select(value)];

    private static List<ContactAttempt> Attempts(string? json) => json is null ? [] : JsonText.Read<List<ContactAttempt>>(json);

    private static ProcessState? Process(NpgsqlDataReader r) => r.IsDBNull(23)
        ? null
        : new ProcessState(r.GetGuid(23), r.GetString(24), r.GetInt32(25), r.GetString(26), Enum.Parse<StateCategory>(r.GetString(27), true), r.GetInt32(28));
}
