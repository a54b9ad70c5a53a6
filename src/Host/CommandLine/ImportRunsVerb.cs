using System.CommandLine;
using CrossSell.Host.Imports;
using CrossSell.Kernel.Import;

namespace CrossSell.Host.CommandLine;

/// <summary>What became of imports, and taking them back or letting them go.</summary>
internal static class ImportRunsVerb
{
    private const int Latest = 50;
    private const int Piece = 1000;

    public static Command List()
    {
        var (data, json) = (Options.Data(), Options.Json());
        var command = new Command("list", "The latest imports and trials.") { data, json };
        command.SetAction(async (parsed, ct) =>
        {
            await using var tools = await Toolbox.Open(parsed.GetValue(data)!, ct);
            var runs = await tools.Ask(new ListImports(Latest), ct);
            if (parsed.GetValue(json))
            {
                Print.Json(runs);
                return 0;
            }

            foreach (var run in runs)
            {
                Console.Out.WriteLine($"{run.Id} {run.At:u} {run.Kind} {(run.DryRun ? "trial" : "import")} {run.Status}{(run.IsHeld ? " held" : string.Empty)} created {run.Created} updated {run.Updated} rejected {run.Rejected} {run.FileName}");
            }

            return 0;
        });
        return command;
    }

    public static Command Rows()
    {
        var (data, json, id) = (Options.Data(), Options.Json(), Id());
        var what = new Argument<string>("WHAT") { Description = "created, updated, unchanged, rejected or kept." };
        var command = new Command("rows", "What became of the rows of an import.") { id, what, data, json };
        command.SetAction(async (parsed, ct) =>
        {
            await using var tools = await Toolbox.Open(parsed.GetValue(data)!, ct);
            for (string? after = null; ;)
            {
                var page = await tools.Ask(new ListImportRows(parsed.GetValue(id), parsed.GetValue(what)!, after, Piece), ct);
                foreach (var row in page.Items)
                {
                    Say(row, parsed.GetValue(json));
                }

                after = page.Next;
                if (after is null)
                {
                    return 0;
                }
            }
        });
        return command;
    }

    public static Command Undo()
    {
        var (data, json, id) = (Options.Data(), Options.Json(), Id());
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would go and what would stay." };
        var command = new Command("undo", "Takes an import back as far as nothing stands on it.") { id, dryRun, data, json };
        command.SetAction(async (parsed, ct) =>
        {
            await using var tools = await Toolbox.Open(parsed.GetValue(data)!, ct);
            var undone = await tools.Act(new UndoImport(parsed.GetValue(id), parsed.GetValue(dryRun)), ct);
            if (parsed.GetValue(json))
            {
                Print.Json(undone);
            }
            else
            {
                Console.Out.WriteLine($"removed {undone.Removed}\nset back {undone.SetBack}\nkept {undone.KeptCount}");
                foreach (var kept in undone.Kept)
                {
                    await Console.Error.WriteLineAsync($"{kept.Label}: {(kept.Field is null ? kept.Reason : $"{kept.Field} was changed since")}");
                }
            }

            return undone.KeptCount == 0 ? 0 : 1;
        });
        return command;
    }

    public static Command Release()
    {
        var (data, json, id) = (Options.Data(), Options.Json(), Id());
        var weeks = new Option<int>("--weeks") { Description = "How many weeks the offers that are due now are spread over.", HelpName = "N" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say how many offers would open." };
        var command = new Command("release", "Lets a held import open its offers.") { id, weeks, dryRun, data, json };
        command.SetAction(async (parsed, ct) =>
        {
            await using var tools = await Toolbox.Open(parsed.GetValue(data)!, ct);
            var (contracts, offers) = parsed.GetValue(dryRun) ? await Effect(tools, parsed.GetValue(id), ct) : await Release(tools, parsed.GetValue(id), parsed.GetValue(weeks), ct);
            if (parsed.GetValue(json))
            {
                Print.Json(new { contracts, offers });
            }
            else
            {
                Console.Out.WriteLine($"contracts {contracts}\noffers {offers}");
            }

            return 0;
        });
        return command;
    }

    private static async Task<(int Contracts, int Offers)> Effect(Toolbox tools, Guid id, CancellationToken ct)
    {
        var effect = await tools.Ask(new GetImportEffect(id), ct);
        return (effect.Contracts, effect.Offers);
    }

    private static async Task<(int Contracts, int Offers)> Release(Toolbox tools, Guid id, int weeks, CancellationToken ct)
    {
        var released = await tools.Act(new ReleaseImport(id, weeks), ct);
        return (released.Contracts, released.Offers);
    }

    private static Argument<Guid> Id() => new("ID") { Description = "Of the import, as list and import say it." };

    private static void Say(ImportRowView row, bool json)
    {
        if (json)
        {
            Print.Json(row);
            return;
        }

        Console.Out.WriteLine($"{(row.Line is { } line ? $"line {line}: " : string.Empty)}{row.Label}{(row.Reason is { } reason ? $" {row.Field} {reason}" : string.Empty)}");
        foreach (var change in ImportFieldChange.Of(row))
        {
            Console.Out.WriteLine($"  {change.Field}: {change.Before ?? "–"} → {change.After ?? "–"}");
        }
    }
}
