using System.IO.Compression;
using System.Text;
using CrossSell.Documents.Word;
using CsCheck;
using static CrossSell.Unit.Word.Docx;

namespace CrossSell.Unit.Word;

public sealed class PackFiles
{
    [Fact]
    public void Packs_any_text_and_any_data_so_that_it_unpacks_to_the_same() =>
        Gen.Select(Texts, Gen.Int[0, 11].Array[0, 60], Gen.String[0, 300].Array[1, 5]).Sample((texts, order, data) =>
        {
            var (root, known) = (new Scope(null), new List<StaticText>());
            known.AddRange(texts.Select((text, i) => new StaticText(Encoding.UTF8.GetBytes(text), i % 3 == 0 ? new Scope(root) : root, i)));
            RepetitionFinder.Find(known);
            using var page = new Utf8Buffer(16);
            foreach (var (turn, i) in order.Select((turn, i) => (turn, i)))
            {
                page.Write(known[turn % known.Count]);
                page.Write(data[i % data.Length]);
            }
            Unpack(known, page).ShouldBe(page.Written.ToArray());
        }, iter: 400, threads: 1);

    [Fact]
    public void Packs_a_text_that_comes_again_from_farther_than_deflate_looks_back()
    {
        var known = new[] { new StaticText(Encoding.UTF8.GetBytes(new string('x', 700) + "vége"), new Scope(null), 0) };
        RepetitionFinder.Find(known);
        using var page = new Utf8Buffer(16);
        page.Write(known[0]);
        page.Write(string.Concat(Enumerable.Range(0, 9_000).Select(i => $"{i:X4}{i * 7 % 1_000:D3}")));
        page.Write(known[0]);
        Unpack(known, page).ShouldBe(page.Written.ToArray());
    }

    [Fact]
    public void Writes_a_package_that_its_own_suspicious_reader_accepts()
    {
        var covers = string.Join(',', Enumerable.Range(0, 3_000).Select(i => $$"""{"name":"Fedezet {{i}}"}"""));
        var file = Body(P("{% if none %}a{% else %}b{% endif %}"), Table(Row("{% for c in covers %}{{ c.name }}", "Összesen: {{ loop.length }}{% endfor %}")), P("vége"))
            .Header(P("{{ covers.first | default: \"\" }}".Replace("covers.first", "none"))).Fill($$"""{"covers":[{{covers}}],"none":null}""").Valid();
        TemplatePackage.Accept(file.Bytes).Entries.Select(e => e.Name).ShouldContain("word/document.xml");
        file.Text.ShouldEndWith("|Fedezet 2999|Összesen: 3\u00A0000|\nvége");
    }

    [Fact]
    public void Packs_long_parts_page_by_page_and_still_takes_back_a_table_without_rows()
    {
        var covers = string.Join(',', Enumerable.Range(0, 2_600).Select(i => $$"""{"name":"Fedezet {{i}}"}"""));
        var template = Body(P("{% for c in covers %}"), P("{{ c.name }}"), P("{% endfor %}"), Table(Row("{% for c in covers %}{% if none %}{{ c.name }}", "{% endif %}{% endfor %}")),
            Table(Row("{% for c in covers %}{{ c.name }}", Table(Row("{% for d in empty %}{{ d }}", "{% endfor %}")) + P("x"), "{% endfor %}")), P("vége"));
        var file = template.Fill($$"""{"covers":[{{covers}}],"none":null,"empty":[]}""").Valid();
        file.Xml().Length.ShouldBeGreaterThan(1_000_000, "several pages");
        TemplatePackage.Accept(file.Bytes).Entries.ShouldNotBeEmpty();
        var lines = file.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2_600 + 2_600 + 1);
        lines[2_599..2_601].ShouldBe(["Fedezet 2599", "|Fedezet 0|x||"]);
    }

    private static Gen<string[]> Texts => Gen.OneOf(Gen.String[0, 400], Gen.String[Gen.Char["<w:rt> "], 0, 900], Gen.Int[1, 600].Select(n => string.Concat(Enumerable.Repeat("</w:t></w:r>", n)))).Array[1, 12];

    private static byte[] Unpack(IReadOnlyList<StaticText> known, Utf8Buffer page)
    {
        using var packed = new Utf8Buffer(16);
        Packer.Pack(PackCode.For(known), known.Count, page, packed);
        using var inflater = new DeflateStream(new MemoryStream(packed.Written.ToArray()), CompressionMode.Decompress);
        using var content = new MemoryStream();
        inflater.CopyTo(content);
        return content.ToArray();
    }
}
