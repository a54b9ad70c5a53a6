using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CrossSell.Documents.Messages;
using CrossSell.Documents.Word;
using CrossSell.Host.Texts;
using CrossSell.Kernel.Errors;
using CrossSell.Unit.Api;
using CrossSell.Unit.Catalog;
using static CrossSell.Unit.Word.Docx;

namespace CrossSell.Unit.Word;

/// <summary>What is wrong with a template, its data or a mail text is told in Hungarian too, by the code of the fault. The codes are read from the engine's own source, so a new one is asked for its text.</summary>
public sealed partial class Faults_in_Hungarian
{
    private static readonly ErrorTexts Texts = new(Given.Clock);
    private static readonly IReadOnlyDictionary<string, string> Hungarian = ErrorTexts.All("hu");

    [Theory]
    [InlineData("{{ client.nme }}", "Nincs ilyen mező: „client.nme”. Erre gondolt: „client.name”?")]
    [InlineData("{{ client.name | money }}", "A(z) „money” szűrő ilyen értékre való: pénzösszeg; ez viszont szöveg.")]
    [InlineData("{{ client.name | words }}", "A(z) „words” szűrő ilyen értékre való: szám vagy pénzösszeg; ez viszont szöveg.")]
    [InlineData("{% if client.name = \"x\" %}a{% endif %}", "„=” itt nem állhat. Az egyenlőség jele ==.")]
    [InlineData("{% if client.name %}", "„{% if client.name %}” nincs lezárva; hiányzik: {% endif %}.")]
    [InlineData("{{ client. }}", "A jelölő túl korán ér véget; hiányzik: a pont után egy mező neve.")]
    public void Name_what_the_author_wrote(string tag, string sentence)
    {
        var problem = Body(P(tag)).Faults("""{"client":{"name":"Anna"}}""")[0];

        Texts.Of(problem, "hu").ShouldBe(sentence);
        Texts.Of(problem, "en").ShouldBe(problem.Message);
    }

    [Theory]
    [InlineData("""{"n":null}""", "„n” üres. Töltse ki, vagy ha üres is lehet, írja így a sablonba: {{ n | default: \"\" }}.")]
    [InlineData("""{"n":[1]}""", "„n” nem megfelelő; ez kell ide: szám, de ez áll benne: lista.")]
    [InlineData("""{"n":true}""", "„n” nem megfelelő; ez kell ide: szám, de ez áll benne: igen/nem érték.")]
    public void Name_the_field_of_the_data(string data, string sentence)
    {
        var template = Body(P("{{ n }}")).Compile(FieldCatalogue.From(JsonNode.Parse("""{"n":1}""")!.AsObject()));
        var problem = Should.Throw<DataFaultException>(() => template.Fill(JsonNode.Parse(data)!.AsObject(), System.Globalization.CultureInfo.InvariantCulture)).Problems.ShouldHaveSingleItem();

        Texts.Of(problem, "hu").ShouldBe(sentence);
        Texts.Of(problem, "en").ShouldBe(problem.Message);
    }

    [Fact]
    public void Say_where_as_the_author_counts()
    {
        var problem = Body(Table(Row("a"), Row("b")), Table(Row("a", "{{ nem }}"))).Faults("""{"x":1}""").ShouldHaveSingleItem();

        Texts.Where(problem, "en").ShouldBe("table 2, row 1, column 2");
        Texts.Where(problem, "hu").ShouldBe("2. táblázat, 1. sor, 2. oszlop");
        var fault = Texts.InFile(problem, "hu");
        Texts.Of(fault, "hu").ShouldBe("word/document.xml, 4. bekezdés (2. táblázat, 1. sor, 2. oszlop), {{ nem }}: Nincs ilyen mező: „nem”.");
        Texts.Of(fault, "en").ShouldBe("word/document.xml, paragraph 4 (table 2, row 1, column 2), {{ nem }}: There is no field “nem”.");
    }

    [Fact]
    public void Are_all_said_of_an_offer_that_does_not_fill_the_template()
    {
        var problems = new[] { TemplateProblem.Of("data", 0, "noSubject", "The subject is empty."), TemplateProblem.Of("data", 0, "noList", "…") };
        var failure = new RuleBrokenException("error.templateData", "…", ("problems", problems));

        Texts.Of(failure, "en").ShouldBe("It cannot be filled from this offer's data: The subject is empty. …");
        Texts.Of(failure, "hu").ShouldBe("Ennek az ajánlatnak az adataival nem tölthető ki: Üres a tárgy. …");
    }

    [Fact]
    public void Have_a_text_for_every_code_that_uses_its_values()
    {
        var faults = Sources().SelectMany(WrittenFault.In).ToList();
        faults.Select(f => f.Code).Distinct().Count().ShouldBeGreaterThan(100);
        faults.Where(f => !Hungarian.ContainsKey(TextOf(f.Code))).Select(f => f.Code).ShouldBeEmpty("codes without a Hungarian text");
        foreach (var fault in faults)
        {
            foreach (Match used in Used().Matches(Hungarian[TextOf(fault.Code)]))
            {
                var at = int.Parse(used.Groups["at"].Value, System.Globalization.CultureInfo.InvariantCulture);
                at.ShouldBeLessThan(fault.Values.Count, $"{fault.Code} has no value {at}");
                used.Groups["term"].Success.ShouldBe(fault.Values[at].IsTerm, $"value {at} of {fault.Code} is {fault.Values[at].Expression}");
            }
        }

        Hungarian.Keys.Where(k => k.StartsWith(TextOf(string.Empty), StringComparison.Ordinal)).Except(faults.Select(f => TextOf(f.Code))).ShouldBeEmpty("texts that nothing says");
    }

    [Fact]
    public void Have_words_for_every_term_and_every_place()
    {
        var sources = Sources().ToList();
        var terms = sources.SelectMany(s => Terms().Matches(s).Select(m => "word." + m.Groups["code"].Value)).Distinct().ToList();
        var places = sources.SelectMany(s => PlaceKinds().Matches(s)).SelectMany(m => m.Groups[m.Groups["kind"].Success ? "kind" : "name"].Captures).Select(c => "place." + c.Value).Distinct().ToList();

        terms.Count.ShouldBeGreaterThan(20);
        terms.Except(Hungarian.Keys).ShouldBeEmpty();
        places.Count.ShouldBe(7);
        places.Except(Hungarian.Keys).ShouldBeEmpty();
    }

    /// <summary>For every fault that any test of the engine brings about.</summary>
    internal static void Say(IEnumerable<TemplateProblem> problems)
    {
        foreach (var problem in problems)
        {
            var said = Texts.Of(problem, "hu");
            said.ShouldNotBe(problem.Message, problem.Code);
            Used().IsMatch(said).ShouldBeFalse(said);
            problem.Facts.Where(f => f.Split('|').All(c => Hungarian.ContainsKey("word." + c))).ShouldAllBe(f => !said.Contains(f, StringComparison.Ordinal));
            (Texts.Where(problem, "hu") == problem.Where).ShouldBe(problem.Where is null, problem.Where);
        }
    }

    private static string TextOf(string code) => "field.template." + code;

    private static IEnumerable<string> Sources()
    {
        var modules = Path.Combine(PluginFolders.Repository, "src", "Modules");
        return new[] { "Documents/Word", "Documents/Messages", "Mail/Domain", "Mail/Messages" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(modules, folder), "*.cs", SearchOption.AllDirectories))
            .Append(Path.Combine(modules, "Documents", "Features", "DocumentMaker.cs")).Select(File.ReadAllText);
    }

    [GeneratedRegex(@"\{(?<term>term)?(?<at>\d+)\}")]
    private static partial Regex Used();

    [GeneratedRegex("""new\("(?<code>[a-z]+\.[A-Za-z]+)", """)]
    private static partial Regex Terms();

    [GeneratedRegex("""Local: (?:"(?<name>\w+)"(?: or )?)+ \} => new\((?:"(?<kind>\w+)"|around\.Local)""")]
    private static partial Regex PlaceKinds();
}
