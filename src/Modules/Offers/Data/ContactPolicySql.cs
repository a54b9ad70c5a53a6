using CrossSell.Kernel.Data;
using CrossSell.Offers.Messages;
using Npgsql;

namespace CrossSell.Offers.Data;

internal static class ContactPolicySql
{
    public const string Select = "select approaches_per_week, quiet_from, quiet_until, quiet_on_rest_days, version from offers.contact_policy where id = 1";

    public static async Task<ContactPolicy> Read(NpgsqlConnection connection, CancellationToken ct) =>
        (await connection.Query(Select, Row, [], ct)).FirstOrDefault() ?? ContactPolicy.Default;

    public static ContactPolicy Row(NpgsqlDataReader r) => new(r.GetInt32(0), r.GetFieldValue<TimeOnly>(1), r.GetFieldValue<TimeOnly>(2), r.GetBoolean(3), r.GetInt32(4));
}
