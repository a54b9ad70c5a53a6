using CrossSell.Kernel.Data;
using CrossSell.Kernel.Handover;
using Npgsql;

namespace CrossSell.Clients.Features.Handover;

/// <summary>The clients themselves; <see cref="ClientMover"/> moves them before anything else.</summary>
internal sealed class HandedClients : IHandsOver
{
    public async Task<IReadOnlyList<OpenWork>> Count(NpgsqlConnection connection, WorkOf of, CancellationToken ct) => await connection.Query(
        "select count(*)::int from clients.client where advisor_id = $1 and ($2::uuid[] is null or id = any($2))",
        r => new OpenWork("clients", r.GetInt32(0)), [of.Person, of.Clients], ct);

    public Task Move(HandoverStep step, CancellationToken ct) => Task.CompletedTask;
}
