using System.Buffers.Binary;
using System.IO.Compression;
using CrossSell.Documents.Word;
using DocumentFormat.OpenXml.Packaging;
using static CrossSell.Unit.Word.Docx;

namespace CrossSell.Unit.Word;

public sealed class PutPicturesIn
{
    private static readonly string Logo = Convert.ToBase64String(Barcode.Draw("LOGO")!.Content);
    private static readonly string Model = $$"""{"company":{"logo":"data:image/png;base64,{{Logo}}","none":null},"code":"CS-2026-1","covers":[{"pic":"{{Logo}}"},{"pic":"{{Logo}}"}]}""";

    [Fact]
    public void Puts_a_picture_into_the_line_in_the_size_asked_for()
    {
        var filled = Body(P("Cég: {{ company.logo | image: 60 }} vége")).Fill(Model).Valid();
        filled.Xml().ShouldContain("<wp:extent cx=\"2160000\"");
        filled.Text.ShouldBe("Cég:  vége");
        Pictures(filled).ShouldHaveSingleItem();
    }

    [Fact]
    public void Keeps_one_copy_of_a_picture_and_gives_every_drawing_its_own_number()
    {
        var filled = Body(P("{% for c in covers %}{{ c.pic | image: 10, 10 }}{% endfor %}")).Header(P("{{ company.logo | image: 30 }}")).Fill(Model).Valid();
        Pictures(filled).Count.ShouldBe(1);
        System.Text.RegularExpressions.Regex.Matches(filled.Xml(), "docPr id=\"(\\d+)\"").Select(m => m.Groups[1].Value).Distinct().Count().ShouldBe(2);
        filled.Xml("word/_rels/kopf7.xml.rels").ShouldContain("media/filled1.png");
    }

    [Fact]
    public void Replaces_a_sample_picture_in_its_place_and_size()
    {
        var sample = "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"990000\" cy=\"330000\"/><wp:docPr id=\"7\" name=\"Logo\" descr=\"{{ company.logo | image }}\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">"
            + "<pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:nvPicPr><pic:cNvPr id=\"0\" name=\"x\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"x0\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            + "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"990000\" cy=\"330000\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>";
        var filled = Body(sample).Relationship("image", "media/sample.png").RawPart("word/media/sample.png", "x", "image/png").Fill(Model);
        filled.Xml().ShouldContain("r:embed=\"rIdFilled1\"");
        filled.Xml().ShouldContain("<wp:extent cx=\"990000\" cy=\"330000\"/>");
        filled.Xml().ShouldContain("descr=\"\"");
    }

    [Fact]
    public void Writes_a_description_with_a_field_in_it()
    {
        var drawing = "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"1\" cy=\"1\"/><wp:docPr id=\"7\" name=\"x\" descr=\"Kód: {{ code }}\"/><a:graphic><a:graphicData uri=\"u\"/></a:graphic></wp:inline></w:drawing></w:r></w:p>";
        Body(drawing).Fill(Model).Xml().ShouldContain("descr=\"Kód: CS-2026-1\"");
    }

    [Fact]
    public void Draws_codes()
    {
        var filled = Body(P("{{ code | qr }}"), P("{{ code | barcode: 50, 12 }}")).Fill(Model).Valid();
        Pictures(filled).Count.ShouldBe(2);
        filled.Xml().ShouldContain("<wp:extent cx=\"900000\" cy=\"900000\"/>");
    }

    [Fact]
    public void Leaves_out_a_picture_that_may_be_missing() =>
        Body(P("a{{ company.none | default: \"\" | image }}b")).Fill(Model).Valid().Text.ShouldBe("ab");

    [Theory]
    [InlineData("{{ code | image }}", "“code” is not a picture: PNG, JPEG or GIF, in base64.")]
    [InlineData("{{ company.none | image }}", "“company.none” has no value.")]
    public void Refuses_data_that_is_no_picture(string tag, string message) =>
        Should.Throw<DataFaultException>(() => Body(P(tag)).Fill(Model)).Problems.ShouldHaveSingleItem().Message.ShouldStartWith(message);

    [Theory]
    [InlineData("{{ code | image: 0 }}", "The filter “image” takes the width and the height in millimetres, for example image: 60, 15.")]
    [InlineData("{{ code | qr: 10, 10 }}", "The filter “qr” takes the width in millimetres, for example qr: 25.")]
    [InlineData("{{ code | qr | upcase }}", "The filter “upcase” works on ")]
    public void Refuses_a_picture_that_is_asked_for_wrongly(string tag, string message) =>
        Body(P(tag)).Faults(Model).ShouldHaveSingleItem().Message.ShouldStartWith(message);

    [Fact]
    public void Refuses_a_picture_where_only_text_can_stand() =>
        Body(P("x")).Title("{{ code | qr }}").Faults(Model).ShouldHaveSingleItem().Message.ShouldBe("No picture can stand here; put it into the text.");

    [Fact]
    public void Writes_symbols_of_eleven_modules_each()
    {
        const int quiet = 20, symbols = 7, stop = 13, dots = 3;
        var png = Barcode.Draw("Ab1~")!.Content;
        BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)).ShouldBe((quiet + ((symbols - 1) * 11) + stop) * dots);
        Barcode.Draw("ő").ShouldBeNull();
        Barcode.Draw(new string('1', 81)).ShouldBeNull();
    }

    private static List<string> Pictures(Filled filled)
    {
        using var zip = new ZipArchive(new MemoryStream(filled.Bytes));
        using var document = WordprocessingDocument.Open(new MemoryStream(filled.Bytes), false);
        document.MainDocumentPart!.GetPartsOfType<ImagePart>().ShouldNotBeEmpty();
        return [.. zip.Entries.Select(e => e.FullName).Where(n => n.StartsWith("word/media/", StringComparison.Ordinal))];
    }
}
