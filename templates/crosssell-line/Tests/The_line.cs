using System.Runtime.CompilerServices;
using CrossSell.Testing;
using CrossSell.Plugins.NewLine;
using CrossSell.Sdk;

namespace NewLine.Tests;

/// <summary>Everything that the house asks of a line comes from the contract suite; what is this line's own stands here.</summary>
public sealed class The_line : LineContract
{
    protected override string Folder => Path.GetDirectoryName(Path.GetDirectoryName(Here()))!;

    [Fact]
    public void Costs_by_the_number_of_people()
    {
        var nobody = new ClientFacts("person", null, null, [], [], new DateOnly(2026, 1, 1));

        new NewLineCode().Quote(new QuoteRequest("plan", "plus", nobody, new Dictionary<string, string> { ["people"] = "3" }, nobody.Today))!.Amount.ShouldBe(54_000);
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
