using CrossSell.Kernel.Privacy;

namespace CrossSell.Clients.Data;

internal sealed class ClientsPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables =>
    [
        new("clients.link", "client_id = $1 or other_id = $1", "client_id, other_id, kind, note, since"),
        new("clients.consent", Columns: "channel, purpose, granted, at, source, recorded_at"),
        new("clients.search_entry", Columns: null),
        new("clients.client", "id = $1", string.Join(", ", ClientTable.Columns.Except(["search"]))),
    ];
}
