using CrossSell.Clients.Domain;
using CrossSell.Kernel.Data;
using Npgsql;
using NpgsqlTypes;

namespace CrossSell.Clients.Data;

/// <summary>The columns of <c>clients.client</c> in one order, for every statement that reads or writes whole clients.</summary>
internal static class ClientTable
{
    public static readonly string[] Columns =
    [
        "id", "external_id", "kind", "name", "given_name", "family_name", "company_name", "birth_date", "tax_number", "email", "phone",
        "country", "postal_code", "city", "street", "language", "advisor_id", "tags", "granted", "attributes", "do_not_contact", "search", "created_at", "version",
    ];

    public static readonly string List = string.Join(", ", Columns);

    public static readonly string Insert = $"insert into clients.client({List}) values ({Placeholders(0)})";

    public static readonly string Update = $"update clients.client set ({List}) = row({Placeholders(0)}) where id = $1";

    public static readonly CopyTable<Client> Copied = new("clients.client", List, Copy);

    public static Client Read(NpgsqlDataReader r) => new()
    {
        Id = r.GetGuid(0),
        ExternalId = r.MaybeText(1),
        Kind = r.GetString(2),
        Name = r.GetString(3),
        GivenName = r.MaybeText(4),
        FamilyName = r.MaybeText(5),
        CompanyName = r.MaybeText(6),
        BirthDate = r.Maybe<DateOnly>(7),
        TaxNumber = r.MaybeText(8),
        Email = r.MaybeText(9),
        Phone = r.MaybeText(10),
        Country = r.MaybeText(11),
        PostalCode = r.MaybeText(12),
        City = r.MaybeText(13),
        Street = r.MaybeText(14),
        Language = r.GetString(15),
        AdvisorId = r.GetGuid(16),
        Tags = r.GetFieldValue<string[]>(17),
        Granted = r.GetFieldValue<string[]>(18),
        Attributes = JsonText.Read<Dictionary<string, string>>(r.GetString(19)),
        DoNotContact = r.GetBoolean(20),
        Search = r.GetString(21),
        CreatedAt = r.GetFieldValue<DateTimeOffset>(22),
        Version = r.GetInt32(23),
    };

    public static object?[] Values(Client c) =>
    [
        c.Id, c.ExternalId, c.Kind, c.Name, c.GivenName, c.FamilyName, c.CompanyName, c.BirthDate, c.TaxNumber, c.Email, c.Phone,
        c.Country, c.PostalCode, c.City, c.Street, c.Language, c.AdvisorId, c.Tags, c.Granted, Json.Of(c.Attributes), c.DoNotContact, c.Search, c.CreatedAt, c.Version,
    ];

    private static async Task Copy(NpgsqlBinaryImporter copy, Client client, CancellationToken ct)
    {
        await copy.StartRowAsync(ct);
        foreach (var value in Values(client))
        {
            await (value switch
            {
                null => copy.WriteNullAsync(ct),
                Json json => copy.WriteAsync(json.Text!, NpgsqlDbType.Jsonb, ct),
                string text => copy.WriteAsync(text, NpgsqlDbType.Text, ct),
                string[] texts => copy.WriteAsync(texts, NpgsqlDbType.Array | NpgsqlDbType.Text, ct),
                Guid id => copy.WriteAsync(id, NpgsqlDbType.Uuid, ct),
                DateOnly date => copy.WriteAsync(date, NpgsqlDbType.Date, ct),
                DateTimeOffset at => copy.WriteAsync(at, NpgsqlDbType.TimestampTz, ct),
                bool flag => copy.WriteAsync(flag, NpgsqlDbType.Boolean, ct),
                int number => copy.WriteAsync(number, NpgsqlDbType.Integer, ct),
                _ => throw new InvalidOperationException($"No column type for {value.GetType().Name}."),
            });
        }
    }

    private static string Placeholders(int offset) => string.Join(", ", Columns.Select((_, i) => $"${i + 1 + offset}"));
}
