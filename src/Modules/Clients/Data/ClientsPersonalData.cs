using CrossSell.Kernel.Privacy;

namespace CrossSell.Clients.Data;

internal sealed class ClientsPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables =>
    [
        new("clients.consent", Columns: "channel, purpose, granted, at, source, recorded_at"),
        new("clients.handover_client"),
        new("clients.client", "id = $1", string.Join(", ", ClientTable.Columns.Except(["search"]))),
    ];
}
