using System.Text.RegularExpressions;
using CrossSell.Catalog.Messages;
using CrossSell.Host.Texts;
using CrossSell.Unit.Api;
using CrossSell.Unit.Processes;

namespace CrossSell.Unit.Catalog;

/// <summary>What is wrong with a process or a line is told in Hungarian with the same facts, by the fault's code.</summary>
public sealed partial class Faults_in_Hungarian
{
    private static readonly ErrorTexts Texts = new(Given.Clock);

    [Theory]
    [MemberData(nameof(A_broken_process.Names), MemberType = typeof(A_broken_process))]
    public void Say_every_fault_of_a_broken_process(string name)
    {
        var folder = Path.Combine(PluginFolders.Repository, "tests", "Unit", "Processes", "Broken");
        foreach (var fault in ProcessReader.Read(File.ReadAllBytes(Path.Combine(folder, name + ".json")), new ProcessSurroundings(["letter"], [], ["news"])).Faults)
        {
            Said(fault);
        }
    }

    [Fact]
    public void Keep_the_words_of_the_file()
    {
        var fault = ProcessReader.Read("""{ "key": "x", "version": 1, "name": { "hu": "X", "en": "X" }, "start": "manager", "states": [], "transitions": [] }"""u8.ToArray(), new ProcessSurroundings([], [], null)).Faults.Single(f => f.Pointer == "/start");
        Texts.Of(fault, "hu").ShouldStartWith("nincs ilyen állapot: 'manager'");
        Texts.Of(fault, "en").ShouldStartWith("state 'manager' is not known");
        Texts.Of(fault.At("json/start"), "hu").ShouldBe(Texts.Of(fault, "hu"));
    }

    [Fact]
    public void Have_a_text_for_every_code()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(PluginFolders.Repository, "src", "Modules", "Catalog", "Domain"), "*.cs", SearchOption.AllDirectories)
            .Append(Path.Combine(PluginFolders.Repository, "src", "Modules", "Processes", "Features", "EditDefinitions.cs")).Select(File.ReadAllText);
        var codes = sources.SelectMany(text => Codes().Matches(text).Select(m => "field.line." + m.Groups["code"].Value)).Distinct().ToList();
        codes.Count.ShouldBeGreaterThan(60);
        codes.Where(c => !c.StartsWith("field.line.followUp", StringComparison.Ordinal)).Except(ErrorTexts.All("hu").Keys).ShouldBeEmpty();
    }

    private static void Said(LineFault fault)
    {
        var said = Texts.Of(fault, "hu");
        fault.Code.ShouldNotBeEmpty();
        said.ShouldNotBe(Texts.Of(fault, "en"), fault.Code);
        said.ShouldNotContain('{');
        foreach (var (name, value) in fault.Facts.Where(f => !f.Key.StartsWith('h')))
        {
            said.ShouldContain(value, Case.Sensitive, $"{fault.Code} {name}");
        }
    }

    /// <summary>A code and the sentence that follows it.</summary>
    [GeneratedRegex("""(?:[ (])"(?<code>[a-z][A-Za-z0-9]+)", (?:\$?"(?:'?\{|is |are |must |says |has |means |names |ends |goes |never |nobody |nothing |no |leaves |starts |waits |writes |needs |limits |overlaps |state |task |role |product |process |template |choice |version |file )|Said\.Of|gap,|key => \$|version => \$)""")]
    private static partial Regex Codes();
}
