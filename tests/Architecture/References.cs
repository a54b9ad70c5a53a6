using System.Reflection;

namespace CrossSell.Architecture;

/// <summary>References run one way: Sdk, Kernel, the leaves, Mail, Processes, Offers, Segments, Insights, Host.</summary>
public sealed class References
{
    private static readonly string[][] Floors =
    [
        ["Sdk"], ["Kernel"], ["Access", "Clients", "Catalog", "Portfolio", "Worklist", "Documents"], ["Mail"], ["Processes"], ["Offers"], ["Segments"], ["Insights"], ["Host"],
    ];

    [Fact]
    public void Run_one_way()
    {
        var seen = House.Assemblies.Where(a => FloorOf(a.Name()) is not null).ToList();
        seen.Count.ShouldBe(Floors.Sum(f => f.Length));

        seen.SelectMany(a => Broken(a.Name(), a.GetReferencedAssemblies())).ShouldBeEmpty();
    }

    [Fact]
    public void Every_module_has_its_floor() => House.Modules.Select(m => m.Name()).ShouldAllBe(name => FloorOf(name) != null);

    [Theory]
    [InlineData("Clients", "CrossSell.Portfolio")]
    [InlineData("Kernel", "CrossSell.Clients")]
    [InlineData("Documents", "CrossSell.Mail")]
    [InlineData("Processes", "CrossSell.Offers")]
    [InlineData("Sdk", "CrossSell.Kernel")]
    public void A_bad_arrow_is_found(string from, string to) => Broken(from, [new AssemblyName(to)]).ShouldHaveSingleItem();

    private static IEnumerable<string> Broken(string from, IEnumerable<AssemblyName> references) =>
        references.Where(r => r.Name!.StartsWith("CrossSell.", StringComparison.Ordinal))
            .Select(r => r.Name!["CrossSell.".Length..])
            .Where(to => FloorOf(to) is null || FloorOf(to) >= FloorOf(from))
            .Select(to => $"{from} must not see {to}");

    private static int? FloorOf(string name)
    {
        var floor = Array.FindIndex(Floors, f => f.Contains(name));
        return floor < 0 ? null : floor;
    }
}
