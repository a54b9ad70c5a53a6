using CrossSell.Clients.Data;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Handover;
using CrossSell.Kernel.Time;
using Npgsql;

namespace CrossSell.Clients.Features.Handover;

/// <summary>Reads handovers, and lets them take effect and go back; each in the transaction of the command in progress, under the handover's own lock, so that it happens once.</summary>
internal sealed class Handovers(IUnitOfWork unit, ClientMover mover, HandoverBook book, IPeople people, CallContext call, BusinessClock clock)
{
    private const string Select =
        """
        select h.id, h.from_id, h.to_ids, h.rule, h.only_clients, h.on_day, h.until_day, h.read_only_until, h.note, h.status, h.counts, h.short, h.kept, h.by, h.created_at, h.applied_at, h.ended_at, h.introduce
        from clients.handover h
        """;

    /// <summary>Locked until the commit.</summary>
    public async Task<HandoverRow> Lock(Guid id, CancellationToken ct) =>
        (await Rows(await unit.Connection(ct), "where h.id = $1 for update", [id], ct)).FirstOrDefault() is { } found && call.Actor.Scope.Allows(found.FromId)
            ? found
            : throw new NotFoundException("handover", id);

    public static Task<List<HandoverRow>> Rows(NpgsqlConnection connection, string condition, object?[] values, CancellationToken ct) => connection.Query($"{Select} {condition}", Read, values, ct);

    public async Task<HandoverView> Apply(HandoverRow handover, CancellationToken ct)
    {
        if (handover.Status != Word(HandoverStatus.Planned))
        {
            return await View(handover, ct);
        }

        var connection = await unit.Connection(ct);
        var to = await Present(connection, handover, ct);
        await connection.Execute(
            "select from clients.client where advisor_id = $1 and ($2::uuid[] is null or id = any($2)) order by id for update", [handover.FromId, handover.OnlyClients], ct);
        var clients = await HandoverBook.Read(connection, handover.FromId, handover.OnlyClients, ct);
        var split = await book.Divide(clients, to, Rule(handover), ct);
        var shares = await book.Shares(connection, handover.FromId, split, to, handover.Introduce, ct);
        var all = await book.Count(connection, new WorkOf(handover.FromId, handover.OnlyClients) { Introduce = handover.Introduce }, ct);
        var step = new HandoverStep(connection, handover.Id, [.. split.Select(s => new ClientMove(s.Key, handover.FromId, s.Value))]) { Leaver = handover.OnlyClients is null ? handover.FromId : null, Introduce = handover.Introduce };
        var moved = await mover.Move(step, ct);
        await connection.Execute(
            $"insert into clients.handover_client(handover_id, client_id, to_id) select $4, m.client_id, m.to_id from {HandoverStep.Table} where m.client_id = any($5)",
            [.. step.Values, handover.Id, moved.ToArray()], ct);
        var counts = JsonText.Write(new StoredCounts(all, [.. shares.Select(s => new StoredShare(s.To.Id, s.Counts))]));
        await connection.Execute(
            "update clients.handover set status = $2, counts = $3, short = $4, applied_at = $5 where id = $1",
            [handover.Id, Word(HandoverStatus.Done), new Json(counts), step.Short, clock.Now], ct);
        unit.Audit(new AuditDraft("clients.handover", "handover", handover.Id, null, new { Status = HandoverStatus.Planned }, new { Status = HandoverStatus.Done, counts = all, step.Short })
        {
            Block = await mover.Seal(step, moved, ct),
        });
        return (await View((await Rows(connection, "where h.id = $1", [handover.Id], ct))[0], ct)) with { Shares = shares };
    }

    /// <summary>Those who are still there to take clients.</summary>
    private static async Task<IReadOnlyList<Guid>> Present(NpgsqlConnection connection, HandoverRow handover, CancellationToken ct)
    {
        var present = await connection.Query("select id from access.pub_user where active and id = any($1)", r => r.GetGuid(0), [handover.ToIds], ct);
        return present.Count > 0
            ? [.. handover.ToIds.Where(present.Contains)]
            : throw new RuleBrokenException("error.handoverNobodyThere", "Nobody this handover names is active any more; plan another.");
    }

    /// <param name="how"><see cref="HandoverStatus.Returned"/> or <see cref="HandoverStatus.Undone"/>.</param>
    public async Task<HandoverView> TakeBack(HandoverRow handover, HandoverStatus how, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        if ((await people.ByEmail([(await people.ById([handover.FromId], ct))[handover.FromId].Email], ct)).Count == 0)
        {
            throw new RuleBrokenException("error.handoverNobodyBack", "The person whose clients these were is inactive; make them active first.");
        }

        var given = await connection.Query(
            "select k.client_id, k.to_id, c.advisor_id from clients.handover_client k join clients.client c on c.id = k.client_id where k.handover_id = $1 order by k.client_id for update of c",
            r => (Client: r.GetGuid(0), To: r.GetGuid(1), Now: r.GetGuid(2)), [handover.Id], ct);
        var still = given.Where(g => g.Now == g.To).ToList();
        var step = new HandoverStep(connection, handover.Id, [.. still.Select(g => new ClientMove(g.Client, g.To, handover.FromId))]) { Back = true, Leaver = handover.OnlyClients is null ? handover.FromId : null };
        var moved = await mover.Move(step, ct);
        await connection.Execute(
            "update clients.handover set status = $2, kept = $3, short = $4, ended_at = $5 where id = $1",
            [handover.Id, Word(how), given.Count - moved.Count, step.Short, clock.Now], ct);
        unit.Audit(new AuditDraft(how == HandoverStatus.Undone ? "clients.handoverUndone" : "clients.handoverReturned", "handover", handover.Id, null, new { Status = HandoverStatus.Done }, new { Status = how, clients = moved.Count, kept = given.Count - moved.Count })
        {
            Block = await mover.Seal(step, moved, ct),
        });
        return await View((await Rows(connection, "where h.id = $1", [handover.Id], ct))[0], ct);
    }

    public async Task<HandoverView> View(HandoverRow h, CancellationToken ct)
    {
        var stored = h.Counts is null ? new StoredCounts(new Dictionary<string, int>(), []) : JsonText.Read<StoredCounts>(h.Counts);
        var known = await people.ById([h.FromId, .. h.ToIds], ct);
        var shares = h.ToIds.Select(to => new HandoverShare(HandoverBook.Of(known[to]), stored.Shares.FirstOrDefault(s => s.PersonId == to)?.Counts ?? new Dictionary<string, int>(), null)).ToList();
        return new HandoverView(
            h.Id, HandoverBook.Of(known[h.FromId]), Rule(h), Status(h), h.OnDay, h.UntilDay, h.ReadOnlyUntil, h.Note, stored.All, shares, h.Short, h.Kept, h.By, h.CreatedAt, h.AppliedAt, h.EndedAt,
            UndoUntil(h), false, h.Introduce);
    }

    public static DateTimeOffset? UndoUntil(HandoverRow h) => Status(h) == HandoverStatus.Done ? h.AppliedAt?.AddDays(UndoHandover.Days) : null;

    public static HandoverStatus Status(HandoverRow h) => Enum.Parse<HandoverStatus>(h.Status, true);

    public static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static HandoverRule Rule(HandoverRow h) => Enum.Parse<HandoverRule>(h.Rule, true);

    private static HandoverRow Read(NpgsqlDataReader r) => new()
    {
        Id = r.GetGuid(0),
        FromId = r.GetGuid(1),
        ToIds = r.GetFieldValue<Guid[]>(2),
        Rule = r.GetString(3),
        OnlyClients = r.IsDBNull(4) ? null : r.GetFieldValue<Guid[]>(4),
        OnDay = r.GetFieldValue<DateOnly>(5),
        UntilDay = r.Maybe<DateOnly>(6),
        ReadOnlyUntil = r.Maybe<DateOnly>(7),
        Note = r.MaybeText(8),
        Status = r.GetString(9),
        Counts = r.MaybeText(10),
        Short = r.GetInt32(11),
        Kept = r.GetInt32(12),
        By = r.GetString(13),
        CreatedAt = r.GetFieldValue<DateTimeOffset>(14),
        AppliedAt = r.Maybe<DateTimeOffset>(15),
        EndedAt = r.Maybe<DateTimeOffset>(16),
        Introduce = r.GetBoolean(17),
    };

    private sealed record StoredCounts(IReadOnlyDictionary<string, int> All, IReadOnlyList<StoredShare> Shares);

    private sealed record StoredShare(Guid PersonId, IReadOnlyDictionary<string, int> Counts);
}
