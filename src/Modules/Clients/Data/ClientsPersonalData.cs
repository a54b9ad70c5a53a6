using CrossSell.Kernel.Privacy;

namespace CrossSell.Clients.Data;

internal sealed class ClientsPersonalData : IPersonalData
{
    private const string One = "case when client_id = $1 then $2 else client_id end";
    private const string Other = "case when other_id = $1 then $2 else other_id end";

    public IReadOnlyList<PersonalTable> Tables =>
    [
        new("clients.link", "client_id = $1 or other_id = $1", "client_id, other_id, kind, note, since", Key: "id")
        {
            Handed = $"client_id = {One}, other_id = {Other}",
            Movable = $"client_id <> $2 and other_id <> $2 and not exists (select from clients.link k where k.kind = link.kind and k.client_id = {One.Replace("client_id", "link.client_id")} and k.other_id = {Other.Replace("other_id", "link.other_id")})",
        },
        new("clients.consent", Columns: "channel, purpose, granted, at, source, recorded_at", Key: "seq"),
        new("clients.handover_client"),
        new("clients.merge", "survivor_id = $1 or merged_id = $1", "at, by, clients, undone_at"),
        new("clients.search_entry", Columns: null),
        new("clients.client", "id = $1", string.Join(", ", ClientTable.Columns.Except(["search"]))),
    ];
}
