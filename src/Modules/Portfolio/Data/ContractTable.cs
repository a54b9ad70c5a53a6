using CrossSell.Kernel.Data;
using CrossSell.Portfolio.Domain;
using Npgsql;
using NpgsqlTypes;

namespace CrossSell.Portfolio.Data;

/// <summary>The columns of <c>portfolio.contract</c> in one order, for every statement that reads or writes whole contracts.</summary>
internal static class ContractTable
{
    public static readonly string[] Columns =
    [
        "id", "external_id", "client_id", "product", "variant", "held_at", "provider", "number", "start", "expiry", "notice_days",
        "price", "currency", "period", "fields", "status", "created_at", "version", "expiry_inferred", "held_by", "held_until", "line_version",
    ];

    public static readonly string List = string.Join(", ", Columns);

    /// <summary>A new contract is made with the version of its product line that is in force.</summary>
    public static readonly string Insert =
        $"insert into portfolio.contract({List}) values ({Placeholders.Replace($"${Columns.Length}", $"coalesce(${Columns.Length}, (select p.line_version from catalog.pub_product p where p.code = $4))", StringComparison.Ordinal)})";

    public static readonly string Update = $"update portfolio.contract set ({List}) = row({Placeholders}) where id = $1";

    public static readonly CopyTable<Contract> Copied = new("portfolio.contract", List, Copy);

    private static string Placeholders => string.Join(", ", Columns.Select((_, i) => $"${i + 1}"));

    public static Contract Read(NpgsqlDataReader r) => new()
    {
        Id = r.GetGuid(0),
        ExternalId = r.MaybeText(1),
        ClientId = r.GetGuid(2),
        Product = r.GetString(3),
        Variant = r.MaybeText(4),
        HeldAt = r.GetString(5),
        Provider = r.MaybeText(6),
        Number = r.MaybeText(7),
        Start = r.GetFieldValue<DateOnly>(8),
        Expiry = r.Maybe<DateOnly>(9),
        NoticeDays = r.Maybe<int>(10),
        Price = r.Maybe<decimal>(11),
        Currency = r.MaybeText(12),
        Period = r.MaybeText(13),
        Fields = JsonText.Read<Dictionary<string, string>>(r.GetString(14)),
        Status = r.GetString(15),
        CreatedAt = r.GetFieldValue<DateTimeOffset>(16),
        Version = r.GetInt32(17),
        ExpiryInferred = r.GetBoolean(18),
        HeldBy = r.Maybe<Guid>(19),
        HeldUntil = r.Maybe<DateOnly>(20),
        LineVersion = r.MaybeText(21),
    };

    public static object?[] Values(Contract c) =>
    [
        c.Id, c.ExternalId, c.ClientId, c.Product, c.Variant, c.HeldAt, c.Provider, c.Number, c.Start, c.Expiry, c.NoticeDays,
        c.Price, c.Currency, c.Period, Json.Of(c.Fields), c.Status, c.CreatedAt, c.Version, c.ExpiryInferred, c.HeldBy, c.HeldUntil, c.LineVersion,
    ];

    /// <summary>Writes the columns in their order, each by its own type: an import does this a million times.</summary>
    private static async Task Copy(NpgsqlBinaryImporter copy, Contract c, CancellationToken ct)
    {
        await copy.StartRowAsync(ct);
        await copy.WriteAsync(c.Id, NpgsqlDbType.Uuid, ct);
        await Text(copy, c.ExternalId, ct);
        await copy.WriteAsync(c.ClientId, NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync(c.Product, NpgsqlDbType.Text, ct);
        await Text(copy, c.Variant, ct);
        await copy.WriteAsync(c.HeldAt, NpgsqlDbType.Text, ct);
        await Text(copy, c.Provider, ct);
        await Text(copy, c.Number, ct);
        await copy.WriteAsync(c.Start, NpgsqlDbType.Date, ct);
        await Value(copy, c.Expiry, NpgsqlDbType.Date, ct);
        await Value(copy, c.NoticeDays, NpgsqlDbType.Integer, ct);
        await Value(copy, c.Price, NpgsqlDbType.Numeric, ct);
        await Text(copy, c.Currency, ct);
        await Text(copy, c.Period, ct);
        await copy.WriteAsync(c.Fields.Count == 0 ? "{}" : JsonText.Write(c.Fields), NpgsqlDbType.Jsonb, ct);
        await copy.WriteAsync(c.Status, NpgsqlDbType.Text, ct);
        await copy.WriteAsync(c.CreatedAt, NpgsqlDbType.TimestampTz, ct);
        await copy.WriteAsync(c.Version, NpgsqlDbType.Integer, ct);
        await copy.WriteAsync(c.ExpiryInferred, NpgsqlDbType.Boolean, ct);
        await Value(copy, c.HeldBy, NpgsqlDbType.Uuid, ct);
        await Value(copy, c.HeldUntil, NpgsqlDbType.Date, ct);
        await Text(copy, c.LineVersion, ct);
    }

    private static Task Text(NpgsqlBinaryImporter copy, string? text, CancellationToken ct) =>
        text is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(text, NpgsqlDbType.Text, ct);

    private static Task Value<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type, CancellationToken ct)
        where T : struct => value is { } known ? copy.WriteAsync(known, type, ct) : copy.WriteNullAsync(ct);
}
