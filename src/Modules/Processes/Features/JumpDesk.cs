using CrossSell.Kernel.Data;
using CrossSell.Kernel.Time;
using CrossSell.Processes.Data;
using CrossSell.Processes.Domain;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using Npgsql;

namespace CrossSell.Processes.Features;

/// <summary>Reads what decides where an instance may be put.</summary>
internal sealed class JumpDesk(ISoldOffers offers, BusinessClock clock, WorkingDays workingDays)
{
    public async Task<JumpFacts> Facts(NpgsqlConnection connection, Instance instance, CancellationToken ct)
    {
        var been = await connection.Query("select distinct to_state from processes.step where instance_id = $1", r => r.GetString(0), [instance.Id], ct);
        var documents = await connection.Query("select distinct status from documents.pub_document where process_id = $1", r => r.GetString(0), [instance.Id], ct);
        return new JumpFacts(been.ToHashSet(), documents.ToHashSet(), instance.Subject.Values, instance.Subject.OfferId is { } offer && await offers.IsOpen(offer, ct), clock.Today);
    }

    public JumpFault? Fault(ProcessDefinition definition, StateDefinition into, JumpFacts facts) => Jumps.Fault(definition, into, facts, workingDays);

    /// <summary>The states it may be put into.</summary>
    public async Task<IReadOnlyList<StateDefinition>> Allowed(NpgsqlConnection connection, ProcessDefinition definition, Instance instance, CancellationToken ct)
    {
        var facts = await Facts(connection, instance, ct);
        return [.. definition.States.Where(s => s.Key != instance.State.State && Fault(definition, s, facts) is null)];
    }
}
