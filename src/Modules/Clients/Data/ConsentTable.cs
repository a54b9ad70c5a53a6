using CrossSell.Clients.Domain;
using CrossSell.Kernel.Data;
using Npgsql;
using NpgsqlTypes;

namespace CrossSell.Clients.Data;

internal static class ConsentTable
{
    public const string List = "client_id, channel, purpose, granted, at, source, recorded_at";

    public const string Insert = $"insert into clients.consent({List}) values ($1, $2, $3, $4, $5, $6, $7)";

    public static readonly CopyTable<Consent> Copied = new("clients.consent", List, Copy);

    /// <summary>By client, channel and purpose what was said last.</summary>
    public const string Latest =
        $"""
        select distinct on (client_id, channel, purpose) seq, {List} from clients.consent
        where client_id = any($1) order by client_id, channel, purpose, at desc, seq desc
        """;

    public static Consent Read(NpgsqlDataReader r) => new()
    {
        Seq = r.GetInt64(0),
        ClientId = r.GetGuid(1),
        Channel = r.GetString(2),
        Purpose = r.GetString(3),
        Granted = r.GetBoolean(4),
        At = r.GetFieldValue<DateTimeOffset>(5),
        Source = r.GetString(6),
        RecordedAt = r.GetFieldValue<DateTimeOffset>(7),
    };

    public static object?[] Values(Consent c) => [c.ClientId, c.Channel, c.Purpose, c.Granted, c.At, c.Source, c.RecordedAt];

    private static async Task Copy(NpgsqlBinaryImporter copy, Consent c, CancellationToken ct)
    {
        await copy.StartRowAsync(ct);
        await copy.WriteAsync(c.ClientId, NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync(c.Channel, NpgsqlDbType.Text, ct);
        await copy.WriteAsync(c.Purpose, NpgsqlDbType.Text, ct);
        await copy.WriteAsync(c.Granted, NpgsqlDbType.Boolean, ct);
        await copy.WriteAsync(c.At, NpgsqlDbType.TimestampTz, ct);
        await copy.WriteAsync(c.Source, NpgsqlDbType.Text, ct);
        await copy.WriteAsync(c.RecordedAt, NpgsqlDbType.TimestampTz, ct);
    }
}
