using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace CrossSell.Benchmarks.Word;

/// <summary>An engine of the Node world, run in a process of its own on one processor; npm restores it in the benchmark's folder.</summary>
internal sealed record Peers(string Name, string Folder, string Template, string Data)
{
    private static readonly string Source = Path.Combine(AppContext.BaseDirectory, "Peers");

    public static async Task<IReadOnlyList<Peers>> Prepare(string folder, JsonObject data)
    {
        foreach (var file in Directory.GetFiles(Source))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }
        await Output(folder, "npm", "ci --ignore-scripts --no-audit --no-fund --loglevel=error");
        var dataFile = Path.Combine(folder, "data.json");
        await File.WriteAllTextAsync(dataFile, data.ToJsonString());
        return [await Prepare(folder, "docxtemplater", Dialect.Docxtemplater, dataFile), await Prepare(folder, "docx-templates", Dialect.DocxTemplates, dataFile)];
    }

    public async Task<double> Fill(int count)
    {
        var result = Path.Combine(Folder, Name + ".filled.docx");
        var output = await Output(Folder, "taskset", $"-c 0 node fill.mjs {Name} {Template} {Data} {count} {result}");
        return double.Parse(output.Trim(), CultureInfo.InvariantCulture);
    }

    private static async Task<Peers> Prepare(string folder, string name, Dialect dialect, string data)
    {
        var template = Path.Combine(folder, name + ".docx");
        await File.WriteAllBytesAsync(template, new ContractTemplate(dialect).Build());
        return new Peers(name, folder, template, data);
    }

    private static async Task<string> Output(string folder, string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {arguments} ended with {process.ExitCode}.");
    }
}
