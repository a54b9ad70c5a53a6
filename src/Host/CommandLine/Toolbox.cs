using System.Text.Json;
using CrossSell.Host.Composition;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrossSell.Host.CommandLine;

/// <summary>The house without its portal and silo, for one command: beside a running host, or alone.</summary>
internal sealed class Toolbox : IAsyncDisposable
{
    private readonly HouseDatabase _database;
    private readonly ServiceProvider _services;

    private Toolbox(HouseDatabase database, ServiceProvider services)
    {
        _database = database;
        _services = services;
    }

    public static async Task<Toolbox> Open(string data, CancellationToken ct, string? plugins = null)
    {
        var settings = new HostSettings(data, null, false, null, plugins);
        var configuration = HostConfiguration.Read(settings);
        var database = await HouseDatabase.Attach(configuration, settings, TimeProvider.System, NullLogger.Instance, ct);
        var services = new ServiceCollection().AddLogging().AddHouseOn(database.ConnectionString, configuration, TimeProvider.System).BuildServiceProvider();
        var toolbox = new Toolbox(database, services);
        if (!database.IsServed)
        {
            foreach (var problem in await HouseSetup.Prepare(services, settings, ct))
            {
                await Console.Error.WriteLineAsync(problem);
            }
        }

        return toolbox;
    }

    public IServiceProvider Services => _services;

    public Task<T> Act<T>(ICommand<T> command, CancellationToken ct) => _services.Act(command, ct, "cli");

    public Task<T> Ask<T>(IQuery<T> query, CancellationToken ct) => _services.Query(query, ct, "cli");

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}

internal static class Print
{
    private static readonly JsonSerializerOptions Indented = new(JsonText.Options) { WriteIndented = true };

    public static void Json<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Indented));
}
