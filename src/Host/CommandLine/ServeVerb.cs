using System.CommandLine;
using CrossSell.Host.Composition;

namespace CrossSell.Host.CommandLine;

internal static class ServeVerb
{
    public static Command Command()
    {
        var command = new Command("serve", "Starts everything: database, portal, API, jobs. The default verb.");
        Describe(command);
        return command;
    }

    public static void Describe(Command command)
    {
        var data = Options.Data();
        var plugins = Options.Plugins();
        var urls = new Option<string?>("--urls") { Description = $"Where to listen; by default {HostSettings.DefaultUrl}.", HelpName = "URL" };
        var demo = new Option<bool>("--demo") { Description = "Fill an empty database with the demo book and print its accounts." };
        var now = new Option<DateTimeOffset?>("--now") { Description = "Start the clock at this instant (refused in Production).", HelpName = "INSTANT", CustomParser = Parse.Instant };
        foreach (var option in new Option[] { data, plugins, urls, demo, now })
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, ct) => Serve(
            new HostSettings(parsed.GetValue(data)!, parsed.GetValue(urls), parsed.GetValue(demo), parsed.GetValue(now), parsed.GetValue(plugins)), ct));
    }

    private static async Task<int> Serve(HostSettings settings, CancellationToken ct)
    {
        var configuration = HostConfiguration.Read(settings);
        var time = HostConfiguration.Clock(settings, configuration);
        using var logs = LoggerFactory.Create(b => b.AddSimpleConsole(o => o.SingleLine = true).AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace));
        await using var database = await HouseDatabase.Start(configuration, settings, time, logs.CreateLogger("CrossSell"), ct);
        await using var app = CrossSellHost.Build(settings, database.ConnectionString, configuration, time);
        CrossSellHost.Map(app);
        await CrossSellHost.Start(app, settings, ct);
        Console.Out.WriteLine($"CrossSell is ready at {string.Join(" ", app.Urls)} (Ctrl+C stops it)");
        await app.WaitForShutdownAsync(ct);
        return 0;
    }
}
