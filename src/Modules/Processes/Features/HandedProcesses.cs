using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Handover;
using Npgsql;

namespace CrossSell.Processes.Features;

/// <summary>A running process names its advisor: who gets its next task, and who signs its documents.</summary>
internal sealed class HandedProcesses : IHandsOver
{
    public async Task<IReadOnlyList<OpenWork>> Count(NpgsqlConnection connection, WorkOf of, CancellationToken ct) => await connection.Query(
        "select count(*)::int from processes.instance i join clients.pub_client c on c.id = i.client_id where i.category = 'open' and c.advisor_id = $1 and ($2::uuid[] is null or c.id = any($2))",
        r => new OpenWork("processes", r.GetInt32(0)), [of.Person, of.Clients], ct);

    public async Task Move(HandoverStep step, CancellationToken ct) => step.Parts.AddRange(await step.Connection.Query(
        $"""
        update processes.instance i set subject = jsonb_set(i.subject, array['advisorId'], to_jsonb(m.to_id::text)), version = i.version + 1
        from {HandoverStep.Table} where i.client_id = m.client_id and i.category = 'open' and i.subject->>'advisorId' = m.from_id::text
        returning i.id, i.client_id, m.from_id, m.to_id
        """,
        r => new BlockPart("processes.handedOver", "process", r.GetGuid(0), r.GetGuid(1), JsonText.Bytes(new { advisorId = r.GetGuid(2) }), JsonText.Bytes(new { advisorId = r.GetGuid(3) })),
        step.Values, ct));
}
