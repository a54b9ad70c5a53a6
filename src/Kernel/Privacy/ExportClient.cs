using System.Text.Json.Nodes;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Kernel.Privacy;

/// <summary>Says in the audit that everything about a client is handed out; to be sent before <see cref="GetPersonalData"/>.</summary>
[Needs(Permission.HandlePersonalData)]
public sealed record ExportClient(Guid ClientId) : ICommand<Done>, IAboutClient;

/// <summary>Everything the house keeps about a client: the rows of every module by table, what the audit says, and the files.</summary>
[Needs(Permission.HandlePersonalData)]
public sealed record GetPersonalData(Guid ClientId) : IQuery<PersonalData>, IAboutClient;

/// <param name="Tables">Rows by table, as JSON objects with the names of the columns.</param>
/// <param name="History">What the audit says, oldest first.</param>
/// <param name="Files">Reads the files one after another.</param>
public sealed record PersonalData(IReadOnlyDictionary<string, IReadOnlyList<JsonObject>> Tables, IReadOnlyList<AuditItem> History, IAsyncEnumerable<PersonalFile> Files);

public sealed record PersonalFile(string Name, byte[] Content);

internal sealed class ExportClientHandler(IUnitOfWork unit, IClientDirectory clients) : ICommandHandler<ExportClient, Done>
{
    public async Task<Done> Handle(ExportClient request, CancellationToken ct)
    {
        await clients.Demand(request.ClientId, ct);
        unit.Audit(new AuditDraft("privacy.exported", "client", request.ClientId, request.ClientId, null, null));
        return Done.Instance;
    }
}

internal sealed class GetPersonalDataHandler(Database database, AuditTrail trail, IClientDirectory clients, IEnumerable<IPersonalData> modules) : IQueryHandler<GetPersonalData, PersonalData>
{
    public async Task<PersonalData> Handle(GetPersonalData request, CancellationToken ct)
    {
        await clients.Demand(request.ClientId, ct);
        var tables = new Dictionary<string, IReadOnlyList<JsonObject>>();
        foreach (var table in modules.SelectMany(m => m.Tables).Where(t => t.Columns is not null))
        {
            tables[table.Name] = await database.Query(
                $"select to_jsonb(r)::text from (select {table.Columns} from {table.Name} where {table.Which}) r", r => JsonNode.Parse(r.GetString(0))!.AsObject(), [request.ClientId], ct);
        }

        return new PersonalData(tables, await History(request.ClientId, ct), Files(request.ClientId));
    }

    private async Task<IReadOnlyList<AuditItem>> History(Guid client, CancellationToken ct)
    {
        var all = new List<AuditItem>();
        foreach (var one in await clients.WithMerged(client, ct))
        {
            all.AddRange(await trail.Of(one, ct));
        }

        return [.. all.OrderBy(i => i.Position)];
    }

    private async IAsyncEnumerable<PersonalFile> Files(Guid client)
    {
        foreach (var sql in modules.Select(m => m.Files).OfType<string>())
        {
            await using var connection = await database.Source.OpenConnectionAsync();
            await using var command = new Npgsql.NpgsqlCommand(sql, connection) { Parameters = { new() { Value = client } } };
            await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess);
            while (await reader.ReadAsync())
            {
                yield return new PersonalFile(reader.GetString(0), reader.GetFieldValue<byte[]>(1));
            }
        }
    }
}

internal static class KnownClients
{
    public static async Task Demand(this IClientDirectory clients, Guid id, CancellationToken ct)
    {
        if (await clients.AdvisorOf(id, ct) is null)
        {
            throw new NotFoundException("client", id);
        }
    }
}
