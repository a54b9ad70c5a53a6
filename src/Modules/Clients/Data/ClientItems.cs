using CrossSell.Clients.Messages;
using CrossSell.Kernel.Data;
using Npgsql;

namespace CrossSell.Clients.Data;

/// <summary>Clients as lists show them.</summary>
internal sealed record ShownClient(ClientItem Item, DateOnly? BirthDate);

internal static class ClientItems
{
    public const string Select =
        """
        select c.id, c.external_id, c.kind, c.name, c.phone, c.email, c.city, coalesce(u.email, ''), c.advisor_id, c.do_not_contact, c.birth_date
        from clients.client c left join access.pub_user u on u.id = c.advisor_id
        """;

    public static ClientItem Item(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.MaybeText(1), r.GetString(2), r.GetString(3), r.MaybeText(4), r.MaybeText(5), r.MaybeText(6), r.GetString(7), r.GetGuid(8), r.GetBoolean(9));

    public static async Task<Dictionary<Guid, ShownClient>> Read(NpgsqlConnection connection, Guid[] ids, CancellationToken ct) =>
        (await connection.Query($"{Select} where c.id = any($1)", r => new ShownClient(Item(r), r.Maybe<DateOnly>(10)), [ids], ct)).ToDictionary(s => s.Item.Id);
}
