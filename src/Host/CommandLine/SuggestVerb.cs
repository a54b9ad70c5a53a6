using System.CommandLine;
using System.Globalization;
using System.Text;
using CrossSell.Offers.Messages;

namespace CrossSell.Host.CommandLine;

/// <summary>Learns what there is to learn, then writes the ranked suggestions of every client into a file, line by line.</summary>
internal static class SuggestVerb
{
    private const int MostPerClient = 3000;

    public static Command Command()
    {
        var data = Options.Data();
        var plugins = Options.Plugins();
        var json = Options.Json();
        var all = new Option<bool>("--all") { Description = "For every client.", Required = true };
        var top = new Option<int>("--top") { Description = $"How many products for each client at most, 1 to {MostPerClient}.", HelpName = "K", DefaultValueFactory = _ => 3 };
        var output = new Option<string>("--out") { Description = "The file to write: client,rank,product,score,reason.", HelpName = "FILE.csv", Required = true };
        var language = new Option<string?>("--language") { Description = "Language of the reasons; by default the client's.", HelpName = "hu|en" }.AcceptOnlyFromAmong("hu", "en");
        var asLearned = new Option<bool>("--as-learned") { Description = "Use what was learned last, even if contracts have changed since." };
        var command = new Command("suggest", "Ranks what could be offered to whom, with the reason, by rules and by what was learned from the portfolio.") { all, top, output, language, asLearned, data, plugins, json };
        top.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var wanted) && wanted is < 1 or > MostPerClient)
            {
                result.AddError($"--top must be between 1 and {MostPerClient}.");
            }
        });
        command.SetAction(async (parsed, ct) =>
        {
            await using var tools = await Toolbox.Open(parsed.GetValue(data)!, ct, parsed.GetValue(plugins));
            if (!parsed.GetValue(asLearned))
            {
                await tools.Act(new LearnSuggestions(OnlyIfChanged: true), ct);
            }

            var result = await Write(tools, parsed.GetValue(output)!, parsed.GetValue(top), parsed.GetValue(language), ct);
            await Say(result, parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    private static async Task<SuggestedAll> Write(Toolbox tools, string path, int top, string? language, CancellationToken ct)
    {
        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        await file.WriteLineAsync("client,rank,product,score,reason");
        return await tools.Ask(new SuggestForAll(top, async client =>
        {
            for (var rank = 0; rank < client.Suggestions.Count; rank++)
            {
                var said = client.Suggestions[rank];
                var row = string.Create(CultureInfo.InvariantCulture, $"{Cell(client.ExternalId ?? client.ClientId.ToString())},{rank + 1},{said.Product},{said.Score:0.######},{Cell(said.Reason.In(language ?? client.Language))}");
                await file.WriteLineAsync(row);
            }
        }), ct);
    }

    private static string Cell(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static async Task Say(SuggestedAll result, bool json)
    {
        if (json)
        {
            Print.Json(result);
        }
        else
        {
            Console.Out.WriteLine($"clients {result.Clients}\nsuggestions {result.Suggestions}\nclients without a suggestion {result.Without}");
        }

        if (result.ByRulesAlone.Count > 0)
        {
            await Console.Error.WriteLineAsync($"Too little is held to learn from, so rules alone speak: {string.Join(", ", result.ByRulesAlone)}.");
        }

        if (result.ConsentsUnknown)
        {
            await Console.Error.WriteLineAsync("No client was ever asked for consent: all are ranked, and none may be approached before they are asked.");
        }
    }
}

/// <summary>Learns from the portfolio now, as the night does.</summary>
internal static class LearnVerb
{
    public static Command Command()
    {
        var data = Options.Data();
        var plugins = Options.Plugins();
        var json = Options.Json();
        var command = new Command("learn", "Learns from the portfolio what clients want next, as the night does, and shows how well each way of ranking did in the replay.") { data, plugins, json };
        command.SetAction(async (parsed, ct) =>
        {
            await using var tools = await Toolbox.Open(parsed.GetValue(data)!, ct, parsed.GetValue(plugins));
            var versions = await tools.Act(new LearnSuggestions(), ct);
            if (parsed.GetValue(json))
            {
                Print.Json(versions);
                return 0;
            }

            foreach (var version in versions)
            {
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{version.Line} version {version.Version}: {version.Kind}, {version.Contracts} held by {version.Clients} clients{(version.Kind == "rules" ? "; too little to learn from, rules alone speak" : string.Empty)}"));
                foreach (var tried in version.Tried)
                {
                    Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {tried.Kind,-10} {(tried.Traits ? "attributes" : string.Empty),-10}  first {tried.At1:P1}  among three {tried.At3:P1}  among five {tried.At5:P1}  reciprocal {tried.Reciprocal:0.000}"));
                }
            }

            return 0;
        });
        return command;
    }
}
