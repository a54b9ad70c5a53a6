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
        "price", "currency", "period", "fields", "status", "created_at", "version",
    ];

    public static readonly string List = string.Join(", ", Columns);

    public static readonly string Insert = $"insert into portfolio.contract({List}) values ({Placeholders})";

    public static readonly string Update = $"update portfolio.contract set ({List}) = row({Placeholders}) where id = $1";

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
    };

    public static object?[] Values(Contract c) =>
    [
        c.Id, c.ExternalId, c.ClientId, c.Product, c.Variant, c.HeldAt, c.Provider, c.Number, c.Start, c.Expiry, c.NoticeDays,
        c.Price, c.Currency, c.Period, Json.Of(c.Fields), c.Status, c.CreatedAt, c.Version,
    ];

    public static async Task Copy(NpgsqlBinaryImporter copy, Contract contract, bool isNew, CancellationToken ct)
    {
        await copy.StartRowAsync(ct);
        await copy.WriteAsync(isNew, ct);
        foreach (var value in Values(contract))
        {
            await (value switch
            {
                null => copy.WriteNullAsync(ct),
                Json json => copy.WriteAsync(json.Text!, NpgsqlDbType.Jsonb, ct),
                string text => copy.WriteAsync(text, NpgsqlDbType.Text, ct),
                Guid id => copy.WriteAsync(id, NpgsqlDbType.Uuid, ct),
                DateOnly date => copy.WriteAsync(date, NpgsqlDbType.Date, ct),
                DateTimeOffset at => copy.WriteAsync(at, NpgsqlDbType.TimestampTz, ct),
                decimal number => copy.WriteAsync(number, NpgsqlDbType.Numeric, ct),
                int number => copy.WriteAsync(number, NpgsqlDbType.Integer, ct),
                _ => throw new InvalidOperationException($"No column type for {value.GetType().Name}."),
            });
        }
    }
}
