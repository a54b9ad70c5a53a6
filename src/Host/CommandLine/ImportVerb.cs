using System.CommandLine;
using System.Text.Json;
using CrossSell.Clients.Messages;
using CrossSell.Host.Composition;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Host.CommandLine;

internal static class ImportVerb
{
    private delegate ICommand<ImportReport> Make(byte[] file, bool dryRun, bool allOrNothing, IReadOnlyDictionary<string, string>? mapping, string name, string? encoding, bool hold);

    public static Command Command() => new("import", "Brings one's own data.")
    {
        Of("clients", "Imports clients from CSV or XLSX.", false, (f, d, a, m, n, e, _) => new ImportClients(f, d, a, m, n, e)),
        Of("contracts", "Imports contracts from CSV or XLSX.", true, (f, d, a, m, n, e, h) => new ImportContracts(f, d, a, m, n, e, h)),
        ImportRunsVerb.List(),
        ImportRunsVerb.Rows(),
        ImportRunsVerb.Undo(),
        ImportRunsVerb.Release(),
    };

    private static Command Of(string name, string description, bool holds, Make make)
    {
        var data = Options.Data();
        var json = Options.Json();
        var file = new Argument<string>("FILE");
        var dryRun = new Option<bool>("--dry-run") { Description = "Check everything and change nothing." };
        var allOrNothing = new Option<bool>("--all-or-nothing") { Description = "One wrong row keeps all out." };
        var mapping = new Option<string?>("--mapping") { Description = "JSON object: our column name to the file's.", HelpName = "FILE" };
        var saved = new Option<string?>("--saved-mapping") { Description = "A mapping that was saved in the portal or by REST.", HelpName = "NAME" };
        var encoding = new Option<string?>("--encoding") { Description = $"Of a CSV file that is not UTF-8: {string.Join(", ", ImportFile.Encodings)}.", HelpName = "NAME" };
        var hold = new Option<bool>("--hold") { Description = "New contracts open no offers until the import is released." };
        var command = new Command(name, description) { file, dryRun, allOrNothing, mapping, saved, encoding, data, json };
        if (holds)
        {
            command.Options.Add(hold);
        }

        command.SetAction(async (parsed, ct) =>
        {
            var path = parsed.GetValue(file)!;
            var content = Read(path);
            await using var tools = await Toolbox.Open(parsed.GetValue(data)!, ct);
            var columns = parsed.GetValue(mapping) is { } map ? Mapping(map) : parsed.GetValue(saved) is { } known ? await Saved(tools, name, known, ct) : null;
            var report = await tools.Act(
                make(content, parsed.GetValue(dryRun), parsed.GetValue(allOrNothing), columns, Path.GetFileName(path), parsed.GetValue(encoding), holds && parsed.GetValue(hold)), ct);
            await Say(report, parsed.GetValue(json));
            await WriteRejected(path, content, parsed.GetValue(encoding), report, ct);
            return report.Rejected.Count == 0 ? 0 : 1;
        });
        return command;
    }

    private static byte[] Read(string path) => File.Exists(path) ? File.ReadAllBytes(path) : throw new UsageException($"There is no file {path}.");

    private static Dictionary<string, string> Mapping(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(Read(path)) ?? [];
        }
        catch (JsonException wrong)
        {
            throw new UsageException($"{path} is not a JSON object of column names: {wrong.Message}");
        }
    }

    private static async Task<IReadOnlyDictionary<string, string>> Saved(Toolbox tools, string kind, string name, CancellationToken ct) =>
        (await tools.Ask(new ListMappings(kind), ct)).FirstOrDefault(m => m.Name == name)?.Columns ?? throw new UsageException($"There is no saved mapping {name} for {kind}.");

    private static async Task Say(ImportReport report, bool json)
    {
        if (json)
        {
            Print.Json(report);
            return;
        }

        Console.Out.WriteLine($"rows {report.Rows}\ncreated {report.Created}\nupdated {report.Updated}\nunchanged {report.Unchanged}\nrejected {report.Rejected.Count}\nid {report.Id}");
        foreach (var row in report.Rejected.Take(50))
        {
            await Console.Error.WriteLineAsync($"line {row.Line}: {row.Reason}");
        }

        if (report.Rejected.Count > 50)
        {
            await Console.Error.WriteLineAsync($"… and {report.Rejected.Count - 50} more");
        }
    }

    private static async Task WriteRejected(string path, byte[] content, string? encoding, ImportReport report, CancellationToken ct)
    {
        if (report.Rejected.Count == 0)
        {
            return;
        }

        var target = Path.ChangeExtension(path, null) + ".rejected.csv";
        await File.WriteAllBytesAsync(target, RejectedFile.Write(content, report, encoding), ct);
        await Console.Error.WriteLineAsync($"The rejected rows are in {target}");
    }
}
