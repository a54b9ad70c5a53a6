using System.Net;
using System.Net.Sockets;
using CrossSell.Host.Api;
using CrossSell.Host.Demo;
using CrossSell.Host.Jobs;
using CrossSell.Host.Pages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Modules;
using CrossSell.Offers;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Configuration;
using Serilog;

namespace CrossSell.Host.Composition;

/// <summary>Everything a serving host is made of, in one process.</summary>
internal static class CrossSellHost
{
    /// <param name="more">What a test adds.</param>
    public static WebApplication Build(HostSettings settings, string connectionString, IConfiguration configuration, TimeProvider time, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(CrossSellHost).Assembly.GetName().Name });
        builder.Configuration.AddConfiguration(configuration);
        builder.WebHost.UseUrls(settings.Urls ?? configuration["Urls"] ?? HostSettings.DefaultUrl);
        builder.WebHost.UseStaticWebAssets();
        builder.Services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(form => form.MultipartBodyLengthLimit = LargeFileAttribute.Most);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024);
        builder.Services.AddSerilog((_, log) => Logging.Configure(log, builder.Configuration));
        builder.Services.AddHouseOn(connectionString, builder.Configuration, time);
        if (builder.Configuration.GetValue("Outbox:Enabled", true))
        {
            builder.Services.AddHouseWorkers();
        }

        OffersModule.AddWorkers(builder.Services);
        builder.Services.AddHouseJobs(builder.Configuration);
        builder.Services.AddHouseSecurity(builder.Configuration);
        builder.Services.AddResponseCompression();
        builder.Services.AddApi();
        builder.Services.AddPortal();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddHealthChecks().AddCheck<Readiness>("ready", tags: ["ready"]);
        builder.Host.UseOrleans(AddSilo);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(20));
        more?.Invoke(builder.Services);
        return builder.Build();
    }

    public static void Map(WebApplication app)
    {
        app.UseResponseCompression();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=604800" });
        app.UseHouseSecurity();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).OpenToAll("probes");
        app.MapHealthChecks("/health/ready", new() { Predicate = c => c.Tags.Contains("ready") }).OpenToAll("probes");
        app.MapApi();
        app.MapPortal();
    }

    /// <summary>Prepares the database and begins to serve.</summary>
    public static async Task Start(WebApplication app, HostSettings settings, CancellationToken ct)
    {
        var log = app.Services.GetRequiredService<Microsoft.Extensions.Logging.ILoggerFactory>().CreateLogger("CrossSell");
        foreach (var problem in await HouseSetup.Prepare(app.Services, settings, ct))
        {
            log.LogWarning("Product lines: {Problem}", problem);
        }

        if (settings.Demo)
        {
            foreach (var account in await DemoBook.Fill(app.Services, settings.PluginsFolder, ct))
            {
                Console.Out.WriteLine(account);
            }
        }

        await PermissionCheck.Run(app);
        await app.StartAsync(ct);
        app.Services.GetRequiredService<Readiness>().Serving = true;
    }

    private static void AddSilo(ISiloBuilder silo)
    {
        silo.UseLocalhostClustering(FreePort(), 0, serviceId: "crosssell", clusterId: "crosssell");
        silo.Configure<GrainCollectionOptions>(o => o.CollectionAge = TimeSpan.FromMinutes(20));
    }

    /// <summary>Fixed default ports clash between hosts on one machine.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Ready when everything has started and the database answers.</summary>
internal sealed class Readiness(Npgsql.NpgsqlDataSource source) : IHealthCheck
{
    public bool Serving { get; set; }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!Serving)
        {
            return HealthCheckResult.Unhealthy("starting");
        }

        await using var command = source.CreateCommand("select 1");
        await command.ExecuteScalarAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
