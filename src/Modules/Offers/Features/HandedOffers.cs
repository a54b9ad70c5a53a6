using CrossSell.Kernel.Data;
using CrossSell.Kernel.Handover;
using Npgsql;

namespace CrossSell.Offers.Features;

/// <summary>Offers follow their client. Whoever decides on one at the same moment waits, sees that the client moved, and decides again.</summary>
internal sealed class HandedOffers : IHandsOver
{
    public async Task<IReadOnlyList<OpenWork>> Count(NpgsqlConnection connection, WorkOf of, CancellationToken ct) => await connection.Query(
        "select count(*)::int from offers.offer o join clients.pub_client c on c.id = o.client_id where o.status = 'open' and c.advisor_id = $1 and ($2::uuid[] is null or c.id = any($2))",
        r => new OpenWork("offers", r.GetInt32(0)), [of.Person, of.Clients], ct);

    public Task Hold(HandoverStep step, CancellationToken ct) => step.Connection.Execute(
        $"""
        insert into offers.client_state(client_id, version) select m.client_id, 1 from {HandoverStep.Table} where m.from_id <> m.to_id order by m.client_id
        on conflict (client_id) do update set version = client_state.version + 1
        """,
        step.Values, ct);

    public Task Move(HandoverStep step, CancellationToken ct) => Task.CompletedTask;
}
