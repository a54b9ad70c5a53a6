using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using CrossSell.Host.Generate;
using CrossSell.Kernel.Data;

namespace CrossSell.Host.CommandLine;

internal static class GenerateVerb
{
    private const int DefaultSeed = 1867;
    private const int MostClients = 5_000_000;

    public static Command Command()
    {
        var data = Options.Data();
        var plugins = Options.Plugins();
        var json = Options.Json();
        var clients = new Option<int>("--clients") { Description = $"How many clients, 1 to {MostClients}.", HelpName = "N", Required = true };
        var seed = new Option<int>("--seed") { Description = "The same seed on the same day makes the same book.", HelpName = "S", DefaultValueFactory = _ => DefaultSeed };
        var truth = new Option<string?>("--truth") { Description = "Writes what was planted (tastes, rules, clients that are there twice) as JSON.", HelpName = "FILE" };
        var command = new Command("generate", "Fills an empty database with a realistic book of N clients, for trials and benchmarks.") { clients, seed, truth, data, plugins, json };
        clients.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var wanted) && wanted is < 1 or > MostClients)
            {
                result.AddError($"--clients must be between 1 and {MostClients}.");
            }
        });
        command.SetAction(async (parsed, ct) =>
        {
            await using var tools = await Toolbox.Open(parsed.GetValue(data)!, ct, parsed.GetValue(plugins));
            var clock = Stopwatch.StartNew();
            var loader = new BookLoader(tools.Services, done => Console.Error.WriteLine($"{done} clients, {clock.Elapsed.TotalSeconds:0} s"));
            var (planted, contracts, advisors) = await loader.Load(parsed.GetValue(clients), parsed.GetValue(seed), ct);
            if (parsed.GetValue(truth) is { } file)
            {
                await File.WriteAllTextAsync(file, JsonSerializer.Serialize(planted, JsonText.Options), ct);
            }

            if (parsed.GetValue(json))
            {
                Print.Json(new { planted.Clients, Contracts = contracts, Advisors = advisors, planted.Seed, Copies = planted.Copies.Count });
            }
            else
            {
                Console.Out.WriteLine($"clients {planted.Clients}\ncontracts {contracts}\nadvisors {advisors}\nplanted duplicates {planted.Copies.Count}\nseed {planted.Seed}");
            }

            return 0;
        });
        return command;
    }
}
