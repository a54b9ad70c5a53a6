using System.Diagnostics;
using CrossSell.Sdk;

namespace CrossSell.Testing;

/// <summary>A folder of product lines made up by a test: <c>line.json</c> as text, code compiled from source by the compiler of the SDK.</summary>
internal sealed class LineMaker : IDisposable
{
    private static readonly string Framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("lines-");

    public string Root => _root.FullName;

    public string Folder(string line) => Path.Combine(Root, line);

    /// <summary>A line with one product, <c>thing</c>, sold in two variants; with code when <paramref name="source"/> is given.</summary>
    public string Line(string code, string? source = null, string more = "", string version = "1.0.0", params string[] libraries)
    {
        Directory.CreateDirectory(Folder(code));
        File.WriteAllText(Path.Combine(Folder(code), "line.json"), $$"""
            {
              "line": "{{code}}", "version": "{{version}}", "sdk": 1, "name": { "hu": "Vonal {{code}}", "en": "Line {{code}}" },
              {{(source is null ? "" : "\"assembly\": \"Code.dll\",")}}
              "products": [ { "code": "thing", "name": { "hu": "Dolog", "en": "Thing" }, "term": { "months": 12, "renews": "automatically", "noticeDays": 30 },
                "variants": [
                  { "code": "small", "name": { "hu": "Kicsi", "en": "Small" }, "price": { "amount": 100, "currency": "HUF", "period": "month" } },
                  { "code": "large", "name": { "hu": "Nagy", "en": "Large" }, "price": { "amount": 200, "currency": "HUF", "period": "month" } } ],
                "needs": [ { "name": "size", "type": "number", "required": true, "min": 1, "max": 100, "label": { "hu": "Méret", "en": "Size" } } ] } ]
              {{more}}
            }
            """);
        if (source is not null)
        {
            Compile(source, Path.Combine(Folder(code), "Code.dll"), libraries);
        }

        return Folder(code);
    }

    /// <summary>A line's class, with the usings it needs.</summary>
    public static string Class(string interfaces, string body) => $$"""
        using System; using System.Collections.Generic; using System.Linq; using System.Threading; using CrossSell.Sdk;
        public sealed class Line : {{interfaces}}
        {
            {{body}}
        }
        """;

    public const string QuoteOf100 = "public Quote? Quote(QuoteRequest request) => new(100, \"HUF\", \"month\", [new QuoteLine(new Text(\"Alap\", \"Base\"), 100)]);";

    /// <summary>Compiles a library; the same simple name may be made in several versions.</summary>
    public string Library(string name, string version, string source)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, "..", $"{Path.GetFileName(Root)}-{name}-{version}")).FullName;
        _more.Add(folder);
        var file = Path.Combine(folder, name + ".dll");
        Compile($"[assembly: System.Reflection.AssemblyVersion(\"{version}\")]\n{source}", file, []);
        return file;
    }

    public void Dispose()
    {
        _root.Delete(true);
        _more.ForEach(folder => Directory.Delete(folder, true));
    }

    private readonly List<string> _more = [];

    private static void Compile(string source, string target, IReadOnlyList<string> libraries)
    {
        var code = Path.ChangeExtension(target, ".cs");
        File.WriteAllText(code, "#nullable enable\n" + source);
        foreach (var library in libraries)
        {
            File.Copy(library, Path.Combine(Path.GetDirectoryName(target)!, Path.GetFileName(library)), true);
        }

        var references = Directory.EnumerateFiles(Framework, "System*.dll").Append(typeof(SdkContract).Assembly.Location).Concat(libraries).Select(file => $"-r:{file}");
        using var compiler = Process.Start(new ProcessStartInfo("dotnet", [Compiler(), "-nologo", "-target:library", "-langversion:latest", $"-out:{target}", .. references, code]) { RedirectStandardOutput = true })!;
        var said = compiler.StandardOutput.ReadToEnd();
        compiler.WaitForExit();
        File.Delete(code);
        if (compiler.ExitCode != 0)
        {
            throw new InvalidOperationException($"The line of the test does not compile: {said}");
        }
    }

    private static string Compiler()
    {
        var sdks = Path.Combine(Framework, "..", "..", "..", "sdk");
        return Directory.EnumerateDirectories(sdks).Select(sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll")).Where(File.Exists).Order(StringComparer.Ordinal).Last();
    }
}
