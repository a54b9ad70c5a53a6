using System.CommandLine;
using CrossSell.Offers.Messages;

namespace CrossSell.Host.CommandLine;

internal static class MigrateVerb
{
    public static Command Command()
    {
        var data = Options.Data();
        var plugins = Options.Plugins();
        var command = new Command("migrate", "Brings the database up to date and stops.") { data, plugins };
        command.SetAction(async (parsed, ct) =>
        {
            await using var tools = await Toolbox.Open(parsed.GetValue(data)!, ct, parsed.GetValue(plugins));
            await Console.Error.WriteLineAsync("The database is up to date.");
            return 0;
        });
        return command;
    }
}

internal static class ScanVerb
{
    public static Command Command()
    {
        var data = Options.Data();
        var asOf = Options.AsOf();
        var json = Options.Json();
        var command = new Command("scan", "Runs the expiry and rule scan now.") { data, asOf, json };
        command.SetAction(async (parsed, ct) =>
        {
            await using var tools = await Toolbox.Open(parsed.GetValue(data)!, ct);
            var result = await tools.Act(new RunScan(parsed.GetValue(asOf)), ct);
            if (parsed.GetValue(json))
            {
                Print.Json(result);
            }
            else
            {
                Console.Out.WriteLine($"opened {result.Opened}\nalready covered {result.AlreadyCovered}\nnot allowed {result.NotAllowed}\nmissing {result.Missing}\nopened by rule {result.OpenedByRule}");
            }

            return result.Missing == 0 ? 0 : 1;
        });
        return command;
    }
}

internal static class CoverageVerb
{
    public static Command Command()
    {
        var data = Options.Data();
        var asOf = Options.AsOf();
        var json = Options.Json();
        var command = new Command("coverage", "Proves that every live contract inside its contact horizon has an offer or a stated reason why not.") { data, asOf, json };
        command.SetAction(async (parsed, ct) =>
        {
            await using var tools = await Toolbox.Open(parsed.GetValue(data)!, ct);
            var coverage = await tools.Ask(new GetCoverage(parsed.GetValue(asOf)), ct);
            if (parsed.GetValue(json))
            {
                Print.Json(coverage);
            }
            else
            {
                Say(coverage);
            }

            return coverage.Missing == 0 ? 0 : 1;
        });
        return command;
    }

    private static void Say(Coverage coverage)
    {
        Console.Out.WriteLine($"due {coverage.Due}\ncovered {coverage.Covered}\nexcused {coverage.Excused.Values.Sum()}");
        foreach (var (reason, count) in coverage.Excused)
        {
            Console.Out.WriteLine($"  {reason} {count}");
        }

        Console.Out.WriteLine($"missing {coverage.Missing}\nwithout a usable date {coverage.WithoutDate}");
        foreach (var gap in coverage.Gaps.Where(g => g.Why is "missing" or "withoutDate"))
        {
            Console.Out.WriteLine($"  {gap.Why}: {gap.ExternalId ?? gap.ContractId.ToString()} {gap.Product}{(gap.Expiry is null ? string.Empty : $" {gap.Expiry:yyyy-MM-dd}")}");
        }
    }
}
