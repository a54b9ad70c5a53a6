using System.Diagnostics;
using CrossSell.Unit.Catalog;

namespace CrossSell.Unit.Lines;

public sealed class The_template : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("template-");

    public void Dispose() => _root.Delete(true);

    [Fact]
    public void Makes_a_line_that_builds_and_passes_the_contract_suite_within_a_minute()
    {
        var hive = $"--debug:custom-hive {Path.Combine(_root.FullName, "hive")}";
        var folder = Path.Combine(_root.FullName, "PetCare");
        Run($"new install {Path.Combine(PluginFolders.Repository, "templates", "crosssell-line")} {hive}");
        Run($"new crosssell-line -n PetCare -o {folder} --crosssell {PluginFolders.Repository} {hive}");
        var started = Stopwatch.GetTimestamp();

        var said = Run($"test {Path.Combine(folder, "Tests")} --nologo -p:BuildProjectReferences=true -nodeReuse:false");

        said.ShouldContain("Passed!");
        File.ReadAllText(Path.Combine(folder, "line.json")).ShouldContain("\"line\": \"pet-care\"");
        File.Exists(Path.Combine(folder, "CrossSell.Plugins.PetCare.dll")).ShouldBeTrue();
        Stopwatch.GetElapsedTime(started).TotalMinutes.ShouldBeLessThan(4, "a minute on a machine of one's own; tests share theirs");
    }

    private string Run(string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = _root.FullName,
            RedirectStandardOutput = true,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1", ["MSBuildSDKsPath"] = null, ["DOTNET_HOST_PATH"] = null },
        })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"dotnet {arguments}: {said}");
        return said;
    }
}
