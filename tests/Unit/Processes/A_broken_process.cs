using CrossSell.Catalog.Messages;
using CrossSell.Unit.Catalog;

namespace CrossSell.Unit.Processes;

/// <summary>A folder of broken definitions, each beside the faults it has to be told: <c>NAME.json</c> and <c>NAME.faults.txt</c>.</summary>
public sealed class A_broken_process
{
    private static readonly string Folder = Path.Combine(PluginFolders.Repository, "tests", "Unit", "Processes", "Broken");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order()];

    /// <summary>Set <c>CROSSSELL_APPROVE=1</c> to take over what has changed, and read it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Is_told_every_fault_with_its_place(string name)
    {
        var read = ProcessReader.Read(File.ReadAllBytes(Path.Combine(Folder, name + ".json")), new ProcessSurroundings(["letter"], [], ["news"]));
        var told = string.Concat(read.Faults.Select(fault => $"{fault.Pointer}: {fault.Message}{(fault.Hint is null ? "" : $" ({fault.Hint})")}\n"));
        var file = Path.Combine(Folder, name + ".faults.txt");
        if (Environment.GetEnvironmentVariable("CROSSSELL_APPROVE") == "1")
        {
            File.WriteAllText(file, told);
        }

        told.ShouldBe(File.ReadAllText(file));
        (told.Length == 0).ShouldBe(name == "whole");
    }

    [Fact]
    public void Is_one_of_many() => Names.Count.ShouldBeGreaterThan(12);
}
