using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CrossSell.Integration.Access.Crossing;

/// <summary>Endpoints that forget what every endpoint must keep; the tests' house has them so that the crossing is seen to find such.</summary>
internal static class PlantedDoors
{
    public const string Path = "/api/v1/planted";

    public static void Map(WebApplication app)
    {
        app.MapGet(Path + "/clients/{id:guid}", (Guid id, Database database, CancellationToken ct) =>
            database.Single("select name from clients.client where id = $1", r => r.GetString(0), [id], ct)).Permit(Permission.SeeClients).ExcludeFromDescription();
        app.MapPost(Path + "/clients/{id:guid}", async (Guid id, Database database, CancellationToken ct) =>
        {
            await using var connection = await database.Source.OpenConnectionAsync(ct);
            return await connection.Execute("update clients.client set version = version + 1 where id = $1", [id], ct);
        }).Permit(Permission.EditClients).ExcludeFromDescription();
        app.MapGet(Path + "/gadgets/{id:guid}", (Guid id) => id).Permit(Permission.SeeClients).ExcludeFromDescription();
    }
}
