using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CrossSell.Documents.Word;

namespace CrossSell.Benchmarks.Word;

/// <summary>
/// Filling one contract, on one processor, in alternating rounds, medians of CPU time: ours against docxtemplater, docx-templates, the Open XML SDK, and the time
/// <see cref="ZipArchive"/> alone takes to pack the finished XML. Prints the table of docs/reference/benchmarks.md.
/// </summary>
internal static class FillingTemplates
{
    private const int Rounds = 7, PerRound = 400, PeersPerRound = 12, Covers = 20;
    private static readonly CultureInfo Hungarian = CultureInfo.GetCultureInfo("hu-HU");

    public static async Task<int> Run()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            Process.GetCurrentProcess().ProcessorAffinity = 1;
        }
        var folder = Directory.CreateTempSubdirectory("crosssell-bench-").FullName;
        try
        {
            await Measure(folder);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static async Task Measure(string folder)
    {
        var model = ContractTemplate.Model(Covers);
        var formatted = (JsonObject)ContractTemplate.Formatted(model);
        var docx = new ContractTemplate(Dialect.Ours).Build();
        var template = CompiledTemplate.Compile(docx, FieldCatalogue.From(model));
        var result = template.Fill(model, Hungarian);
        var parts = Unzip(result);
        var sdk = new SdkFill(docx, formatted);
        var peers = await Peers.Prepare(folder, formatted);
        var document = parts.Single(p => p.Name == "word/document.xml").Content.Length;
        Console.WriteLine($"document.xml filled: {document / 1024.0:F0} KB; file {result.Length / 1024.0:F1} KB; ZipArchive Optimal {Zip(parts, CompressionLevel.Optimal).Length / 1024.0:F1} KB, ratio {(double)result.Length / Zip(parts, CompressionLevel.Optimal).Length:F2}");

        Dictionary<string, List<double>> times = [];
        for (var round = 0; round < Rounds; round++)
        {
            Add(times, "ours", Cpu(PerRound, () => template.Fill(model, Hungarian)));
            Add(times, "ZipArchive Fastest, final XML given", Cpu(PerRound, () => Zip(parts, CompressionLevel.Fastest)));
            Add(times, "ZipArchive Optimal, final XML given", Cpu(PerRound / 4, () => Zip(parts, CompressionLevel.Optimal)));
            Add(times, "Open XML SDK, open, replace, save", Cpu(PeersPerRound, sdk.Fill));
            foreach (var peer in peers)
            {
                Add(times, peer.Name, await peer.Fill(PeersPerRound));
            }
        }
        Print(times);
        Console.WriteLine($"allocated a document beyond the result: {Allocated(() => template.Fill(model, Hungarian)) - result.Length:N0} bytes");
        Console.WriteLine($"compile: {Median([.. Enumerable.Range(0, 9).Select(_ => Cpu(40, () => CompiledTemplate.Compile(docx, FieldCatalogue.From(model))))]) / 1000:F1} ms");
        Rows(template);
    }

    private static void Print(Dictionary<string, List<double>> times)
    {
        Console.WriteLine("\n| | µs a document | times ours |\n| --- | --- | --- |");
        foreach (var (name, all) in times)
        {
            Console.WriteLine($"| {name} | {Median(all):N0} | {Median([.. all.Zip(times["ours"], (a, b) => a / b)]):N1} |");
        }
        Console.WriteLine();
    }

    private static void Rows(CompiledTemplate template)
    {
        foreach (var rows in new[] { 200, 2_000, 20_000 })
        {
            var (model, none) = (ContractTemplate.Model(rows), ContractTemplate.Model(0));
            var cost = Median([.. Enumerable.Range(0, 9).Select(_ => (Cpu(20_000 / rows, () => template.Fill(model, Hungarian)) - Cpu(20, () => template.Fill(none, Hungarian))) / rows)]);
            Console.WriteLine($"{rows} table rows: {cost:F2} µs a row");
        }
    }

    private static void Add(Dictionary<string, List<double>> times, string name, double time)
    {
        if (!times.TryGetValue(name, out var all))
        {
            times[name] = all = [];
        }
        all.Add(time);
    }

    private static double Cpu(int count, Func<object> work)
    {
        for (var i = 0; i < Math.Max(1, count / 4); i++)
        {
            Keep(work());
        }
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (var i = 0; i < count; i++)
        {
            Keep(work());
        }
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMicroseconds / count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep(object result) => GC.KeepAlive(result);

    private static long Allocated(Func<object> work)
    {
        Keep(work());
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Keep(work());
        }
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
    }

    private static double Median(List<double> all) => all.Order().ElementAt(all.Count / 2);

    private static List<(string Name, byte[] Content)> Unzip(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        return [.. zip.Entries.Select(e =>
        {
            using var content = new MemoryStream();
            using var packed = e.Open();
            packed.CopyTo(content);
            return (e.FullName, content.ToArray());
        })];
    }

    private static byte[] Zip(List<(string Name, byte[] Content)> parts, CompressionLevel level)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }
        return stream.ToArray();
    }
}
