using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using CrossSell.Documents.Messages;
using CrossSell.Documents.Word;
using CsCheck;
using Xunit.Abstractions;
using static CrossSell.Unit.Word.Docx;

namespace CrossSell.Unit.Word;

public sealed class AnyTemplate(ITestOutputHelper output)
{
    private const string Model = """{"client":{"name":"Kovács Anna","vip":true},"covers":[{"name":"Tűz"},{"name":"Víz"}],"price":{"amount":12000,"currency":"HUF"}}""";

    private static readonly string[] Lines =
    [
        "Tisztelt {{ client.name | upcase }}! Az ár {{ price | money }}, azaz {{ price | words }}.",
        "{% if client.vip %}", "Kiemelt {# megjegyzés #}ügyfél: {% for c in covers %}{{ loop.index }}. {{ c.name | az }}{% unless loop.last %}; {% endunless %}{% endfor %}.", "{% else %}", "Nem.", "{% endif %}",
        "{% for c in covers %}", "{{ c.name }}{% if loop.first %} (első){% endif %}", "{% endfor %}",
    ];

    private static readonly string[] Formats = ["", "<w:b/>", "<w:i/>", "<w:lang w:val=\"hu-HU\"/>", "<w:sz w:val=\"20\"/>"];

    [Fact]
    public void Fills_the_same_wherever_Word_cut_its_runs()
    {
        var whole = Body([.. Lines.Select(l => P(l))]).Fill(Model).Valid().Text;
        Gen.Select(Gen.Int[1, 12].Array[40], Gen.Int[0, 4].Array[40]).Sample((lengths, formats) =>
        {
            var (cut, at) = (new List<string>(), 0);
            foreach (var line in Lines)
            {
                cut.Add(P([.. Cut(line, lengths, formats, ref at)]));
            }
            return Body([.. cut]).Fill(Model).Text == whole;
        }, iter: 300, threads: 1);
    }

    [Fact]
    public void Ends_in_a_result_or_a_refusal_whatever_is_done_to_the_file()
    {
        var file = Body([.. Lines.Select(l => P(l)), Table(Row("{% for c in covers %}{{ c.name }}", "{% endfor %}")), P("x")]).Header(P("{{ client.name }}")).Build();
        var model = JsonNode.Parse(Model)!.AsObject();
        var tally = new Tally();
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte, Gen.Int[0, file.Length - 1], Gen.Byte).Sample((at, value, at2, value2) =>
        {
            var changed = file.ToArray();
            (changed[at], changed[at2]) = (value, value2);
            tally.Try(changed, model);
        }, iter: 4_000, threads: 1);
        output.WriteLine(tally.ShouldHold(4_000));
    }

    [Fact]
    public void Ends_in_a_result_or_a_refusal_whatever_is_done_to_its_XML()
    {
        var template = Body([.. Lines.Select(l => P(l)), Table(Row("{% for c in covers %}{{ c.name }}", "{% endfor %}")), P("x")]);
        var model = JsonNode.Parse(Model)!.AsObject();
        var tags = System.Text.RegularExpressions.Regex.Matches(XmlOf(template), "</?w:[^>]*>").Select(m => m.Value).Distinct().ToArray();
        var tally = new Tally();
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 30], Gen.Int[0, tags.Length - 1]).Sample((where, length, tag) =>
            tally.Try(template.Build(parts =>
            {
                var xml = parts["word/document.xml"];
                var at = (int)(where * (xml.Length - 31));
                parts["word/document.xml"] = length % 3 == 0 ? xml.Insert(at, tags[tag]) : xml.Remove(at, length);
            }), model), iter: 3_000, threads: 1);
        output.WriteLine(tally.ShouldHold(3_000));
    }

    [Fact]
    public void Refuses_tags_made_to_exhaust_the_parser()
    {
        Body(P("{% if " + new string('(', 100_000) + " %}")).Faults().ShouldNotBeEmpty();
        Body(P(string.Concat(Enumerable.Repeat("{% if a %}", 10_000)))).Faults().ShouldNotBeEmpty();
        Body(P(string.Concat(Enumerable.Repeat("{{ \"", 50_000)))).Faults().ShouldNotBeEmpty();
    }

    [Fact]
    public void Ends_in_a_result_or_a_refusal_whatever_is_written_in_the_tags()
    {
        var words = new[] { "{{", "}}", "{%", "%}", "{#", "#}", " ", "for", "in", "if", "else", "elsif", "endfor", "endif", "endunless", "unless", "comment", "endcomment", "c", "covers", "client", ".", "name", "|", "default", ":", "\"", "'", "(", ")", "==", "<", "3", "-", "and", "not", "loop", "index", "\n", "text" };
        var model = JsonNode.Parse(Model)!.AsObject();
        var tally = new Tally();
        Gen.Int[0, words.Length - 1].Select(i => words[i]).Array[0, 40].Sample(text =>
        {
            var paragraphs = string.Concat(text).Split('\n');
            tally.Try(Body([.. paragraphs.Select(p => P(p))]).Build(), model);
        }, iter: 3_000, threads: 1);
        output.WriteLine(tally.ShouldHold(3_000));
    }

    [Fact]
    public void Fills_alike_from_many_threads()
    {
        var model = JsonNode.Parse(Model)!.AsObject();
        var template = Body([.. Lines.Select(l => P(l))]).Compile(FieldCatalogue.From(model));
        var first = template.Fill(model, CultureInfo.GetCultureInfo("hu-HU"));
        Parallel.For(0, 50, _ => template.Fill(JsonNode.Parse(Model)!.AsObject(), CultureInfo.GetCultureInfo("hu-HU")).ShouldBe(first));
    }

    [Fact]
    public void Serves_the_command_line()
    {
        var file = Body(P("{{ client.name }} {{ client.vpi }}")).Build();
        TemplateTool.Check(file, null).ShouldBeEmpty();
        TemplateTool.Check(file, Model).ShouldHaveSingleItem().Message.ShouldContain("client.vip");
        Should.Throw<TemplateException>(() => TemplateTool.Fill(file, Model, "hu-HU")).Problems.ShouldHaveSingleItem().Part.ShouldBe("word/document.xml");
        var good = Body(P("{{ client.name }}")).Build();
        Should.Throw<TemplateException>(() => TemplateTool.Fill(good, "{", "hu-HU")).Problems.ShouldHaveSingleItem().Part.ShouldBe("data");
        Should.Throw<TemplateException>(() => TemplateTool.Fill(good, Model, "klingon")).Problems.ShouldHaveSingleItem().Message.ShouldContain("klingon");
        new Filled(TemplateTool.Fill(good, Model, "hu-HU")).Valid().Text.ShouldBe("Kovács Anna");
    }

    private static string XmlOf(Docx template)
    {
        var xml = "";
        template.Build(parts => xml = parts["word/document.xml"]);
        return xml;
    }

    private static IEnumerable<string> Cut(string line, int[] lengths, int[] formats, ref int at)
    {
        var runs = new List<string>();
        while (line.Length > 0)
        {
            var length = Math.Min(line.Length, lengths[at % lengths.Length]);
            runs.Add(R(line[..length], Formats[formats[at++ % formats.Length]]));
            line = line[length..];
        }
        return runs;
    }

    /// <summary>What became of the mutations: each is filled or refused, within a second and 64 MB.</summary>
    private sealed class Tally
    {
        private const long MostMemory = 64 * 1024 * 1024;
        private int results, refusals;
        private long most;
        private TimeSpan slowest;

        public void Try(byte[] file, JsonObject model)
        {
            var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            try
            {
                CompiledTemplate.Compile(file, FieldCatalogue.From(model)).Fill(model, CultureInfo.GetCultureInfo("hu-HU"));
                results++;
            }
            catch (Exception expected) when (expected is TemplateRejectedException or DataFaultException)
            {
                refusals++;
            }
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        public string ShouldHold(int mutations)
        {
            (results + refusals).ShouldBeGreaterThanOrEqualTo(mutations);
            slowest.ShouldBeLessThan(TimeSpan.FromSeconds(1));
            most.ShouldBeLessThan(MostMemory);
            return $"{results + refusals} mutations: {results} results, {refusals} refusals; the slowest took {slowest.TotalMilliseconds:F0} ms, the largest {most / 1024.0 / 1024:F1} MB.";
        }
    }
}
