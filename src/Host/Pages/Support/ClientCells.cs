using System.Globalization;
using CrossSell.Clients.Messages;
using CrossSell.Host.Export;

namespace CrossSell.Host.Pages;

/// <summary>What a column of a client list says of a client, on the screen and in a file.</summary>
internal sealed class ClientCells(PeopleNames people, Texts texts, Dates dates)
{
    /// <summary>Reads what the cells of these rows say beyond the rows.</summary>
    public Task Load(IEnumerable<ClientRow> rows, CancellationToken ct) => people.Load(rows.Select(r => r.Client.AdvisorId), ct);

    public static CellKind Kind(string column) => column is "birthDate" or "createdAt" ? CellKind.Day : CellKind.Text;

    /// <summary>For a person to read.</summary>
    public string Shown(ClientRow row, string column) => column switch
    {
        "phone" => row.Client.Phone is { } phone ? Phones.Spaced(phone) : string.Empty,
        "birthDate" => row.BirthDate is { } born ? dates.Day(born) : string.Empty,
        "createdAt" => dates.Day(row.CreatedAt),
        _ => Plain(row, column),
    };

    /// <summary>For a file: dates as ISO, numbers as they are kept.</summary>
    public string Plain(ClientRow row, string column) => column switch
    {
        "name" => row.Client.Name,
        "phone" => row.Client.Phone ?? string.Empty,
        "email" => row.Client.Email ?? string.Empty,
        "city" => row.Client.City ?? string.Empty,
        "advisor" => people.Of(row.Client.AdvisorId, row.Client.Advisor),
        "externalId" => row.Client.ExternalId ?? string.Empty,
        "kind" => texts["kind." + row.Client.Kind],
        "birthDate" => row.BirthDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty,
        "taxNumber" => row.TaxNumber ?? string.Empty,
        "postalCode" => row.Address.PostalCode ?? string.Empty,
        "street" => row.Address.Street ?? string.Empty,
        "language" => texts["language." + row.Language],
        "tags" => string.Join(", ", row.Tags),
        "consents" => string.Join(", ", row.Consents.Select(c => $"{texts["channel." + c.Split(':')[0]]}: {texts["purpose." + c.Split(':')[1]]}")),
        "doNotContact" => row.Client.DoNotContact ? texts["client.doNotContactShort"] : string.Empty,
        "createdAt" => row.CreatedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => string.Empty,
    };
}
