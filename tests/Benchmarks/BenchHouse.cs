using CrossSell.Host.Composition;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace CrossSell.Benchmarks;

/// <summary>The house as it is served, without its outbox, on a database of its own.</summary>
internal static class BenchHouse
{
    public static async Task<WebApplication> Start(string folder, string connectionString, params KeyValuePair<string, string?>[] with)
    {
        var settings = new HostSettings(folder, "http://127.0.0.1:0", false, null, null);
        var configuration = new ConfigurationBuilder().AddConfiguration(HostConfiguration.Read(settings))
            .AddInMemoryCollection([new("Logging:Level", "Warning"), new("Outbox:Enabled", "false"), .. with]).Build();
        var app = CrossSellHost.Build(settings, connectionString, configuration, TimeProvider.System);
        CrossSellHost.Map(app);
        await CrossSellHost.Start(app, settings, default);
        return app;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
