using System.Text;
using CrossSell.Kernel;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Handover;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Clients.Features.Handover;

/// <summary>Gives clients to other advisors with everything that is open, in the transaction of the command in progress; live copies are told to read again.</summary>
internal sealed class ClientMover(IUnitOfWork unit, IEnumerable<IHandsOver> others, BusinessClock clock)
{
    /// <summary>More changes than this are a block of the audit.</summary>
    private const int MostEntries = 100;

    /// <summary>Moves those that still are with whom the step says; the clients themselves first, then what each module keeps for them.</summary>
    public async Task<IReadOnlyList<Guid>> Move(HandoverStep step, CancellationToken ct)
    {
        foreach (var other in others)
        {
            await other.Hold(step, ct);
        }

        var moved = await step.Connection.Query(
            $"update clients.client c set advisor_id = m.to_id, version = c.version + 1 from {HandoverStep.Table} where c.id = m.client_id and c.advisor_id = m.from_id returning c.id",
            r => r.GetGuid(0), step.Values, ct);
        await MoveOpen(step, ct);
        return moved;
    }

    /// <summary>What is open follows clients whose advisor was changed in another way: by hand, or by an import.</summary>
    public async Task Follow(HandoverStep step, CancellationToken ct)
    {
        foreach (var other in others)
        {
            await other.Hold(step, ct);
        }

        await MoveOpen(step, ct);
        if (step.Parts.Count <= MostEntries)
        {
            unit.Audit([.. step.Parts.Select(p => new AuditDraft(p.Action, p.SubjectKind, p.SubjectId, p.ClientId, Text(p.Before), Text(p.After)))]);
        }
        else
        {
            var block = await Seal(step, [], ct);
            unit.Audit(new AuditDraft("clients.workFollowed", "block", block!.Id, null, null, new { clients = step.Moves.Count, changes = step.Parts.Count }) { Block = block });
        }
    }

    private async Task MoveOpen(HandoverStep step, CancellationToken ct)
    {
        foreach (var other in others)
        {
            await other.Move(step, ct);
        }

        unit.Touch(step.Moves.Select(m => m.ClientId));
    }

    private static string? Text(byte[]? json) => json is null ? null : Encoding.UTF8.GetString(json);

    /// <summary>The changes as one block of the audit that the entry stands for.</summary>
    public async Task<AuditBlock?> Seal(HandoverStep step, IReadOnlyCollection<Guid> moved, CancellationToken ct)
    {
        var writer = new AuditBlockWriter(step.Connection, Ids.New(clock.Now));
        var those = moved.ToHashSet();
        await writer.Add(
            [.. step.Moves.Where(m => those.Contains(m.ClientId)).Select(m => new BlockPart(
                step.Back ? "clients.handedBack" : "clients.handedOver", "client", m.ClientId, m.ClientId, JsonText.Bytes(new { advisorId = m.From }), JsonText.Bytes(new { advisorId = m.To })))],
            ct);
        await writer.Add(step.Parts, ct);
        return writer.Seal();
    }
}
