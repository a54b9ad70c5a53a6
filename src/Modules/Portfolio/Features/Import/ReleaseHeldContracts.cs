using CrossSell.Kernel;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Portfolio.Messages;
using Npgsql;

namespace CrossSell.Portfolio.Features.Import;

/// <summary>Goes through the held contracts in pieces: an import holds up to millions.</summary>
internal sealed class ReleaseHeldContractsHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<ReleaseHeldContracts, int>
{
    private const int Piece = 5000;

    public async Task<int> Handle(ReleaseHeldContracts request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var audit = new AuditBlockWriter(connection, Ids.New(clock.Now));
        var released = 0;
        for (var after = Guid.Empty; ;)
        {
            var held = await connection.Query(
                $"select id, client_id, held_until from portfolio.contract where held_by = $1 and held_until is not null and id > $2 order by id limit {Piece} for update",
                r => new Held(r.GetGuid(0), r.GetGuid(1), r.GetFieldValue<DateOnly>(2)), [request.ImportId, after], ct);
            if (held.Count == 0)
            {
                break;
            }

            after = held[^1].Id;
            released += held.Count;
            await Release(connection, held, request.Later, ct);
            await audit.Add(held.ConvertAll(h => Part(h, request.Later)), ct);
            unit.Touch(held.Select(h => h.ClientId));
        }

        if (released > 0)
        {
            unit.Audit(new AuditDraft("contracts.released", "import", request.ImportId, null, null, new { contracts = released }) { Block = audit.Seal() });
        }

        return released;
    }

    private static Task Release(NpgsqlConnection connection, List<Held> held, IReadOnlyDictionary<Guid, DateOnly> later, CancellationToken ct) => connection.Execute(
        "update portfolio.contract c set held_until = l.day, version = c.version + 1 from unnest($1::uuid[], $2::date[]) as l(id, day) where c.id = l.id",
        [held.Select(h => h.Id).ToArray(), held.Select(h => Day(h, later)).ToArray()], ct);

    private static BlockPart Part(Held held, IReadOnlyDictionary<Guid, DateOnly> later) => new(
        "contracts.changed", "contract", held.Id, held.ClientId, JsonText.Bytes(new { heldUntil = held.Until }), JsonText.Bytes(new { heldUntil = Day(held, later) }));

    private static DateOnly? Day(Held held, IReadOnlyDictionary<Guid, DateOnly> later) => later.TryGetValue(held.Id, out var day) ? day : null;

    private sealed record Held(Guid Id, Guid ClientId, DateOnly Until);
}
