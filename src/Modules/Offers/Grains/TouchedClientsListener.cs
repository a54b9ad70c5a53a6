using CrossSell.Kernel.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrossSell.Offers.Grains;

/// <summary>Hears which clients were changed, by whatever host or command, and has the active ones of this host read again.</summary>
internal sealed class TouchedClientsListener(Database database, ActiveClients active, IGrainFactory grains, ILogger<TouchedClientsListener> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "Lost the connection that tells of changed clients; connecting again");
                await Task.Delay(Pause, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Listen(CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var heard = new Queue<string>();
        connection.Notification += (_, e) => heard.Enqueue(e.Payload);
        await connection.Execute($"listen {ClientsTouched.Channel}", [], ct);
        await Reload(active.All);
        while (true)
        {
            await connection.WaitAsync(ct);
            while (heard.TryDequeue(out var payload))
            {
                await Reload(payload == ClientsTouched.Everybody ? active.All : [.. payload.Split(',').Select(Guid.Parse).Where(active.Contains)]);
            }
        }
    }

    private Task Reload(IReadOnlyCollection<Guid> clients) => Task.WhenAll(clients.Select(c => grains.GetGrain<IClientGrain>(c).Reload()));
}
