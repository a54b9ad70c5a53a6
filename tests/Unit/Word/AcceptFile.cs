using System.Buffers.Binary;
using System.Text;
using CrossSell.Documents.Word;
using static CrossSell.Unit.Word.Docx;

namespace CrossSell.Unit.Word;

public sealed class AcceptFile
{
    [Fact]
    public void Refuses_what_is_no_Word_file()
    {
        Refusal("hello"u8.ToArray()).ShouldBe("The file is not a Word document (.docx).");
        Refusal([]).ShouldBe("The file is not a Word document (.docx).");
        Refusal(Zip([("a.txt", "x")])).ShouldBe("The file is a ZIP archive but not a Word document (.docx).");
        Refusal("PK\x03\x04 but nothing more"u8.ToArray()).ShouldContain("damaged");
        Refusal(Body(P("x")).AsType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml").Build()).ShouldContain("it has no main text");
    }

    [Fact]
    public void Refuses_old_and_encrypted_files()
    {
        byte[] ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        Refusal([.. ole, .. new byte[600]]).ShouldContain("old Word format (.doc)");
        Refusal([.. ole, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage")]).ShouldContain("protected by a password");
    }

    [Fact]
    public void Refuses_macros() =>
        Refusal(Body(P("x")).AsType("application/vnd.ms-word.document.macroEnabled.main+xml").RawPart("word/vbaProject.bin", "x", "application/vnd.ms-office.vbaProject").Build()).ShouldContain("macros (.docm)");

    [Fact]
    public void Refuses_embedded_objects_and_controls()
    {
        Refusal(Body(P("x")).RawPart("word/embeddings/oleObject1.bin", "x", "application/vnd.openxmlformats-officedocument.oleObject").Build()).ShouldContain("(OLE)");
        Refusal(Body(P("x")).RawPart("word/activeX/activeX1.xml", "<a/>", "application/vnd.ms-office.activeX+xml").Build()).ShouldContain("ActiveX");
    }

    [Fact]
    public void Refuses_a_DTD() =>
        Refusal(Body(P("x")).Build(p => p["word/document.xml"] = "<!DOCTYPE a [<!ENTITY b \"c\">]>" + p["word/document.xml"])).ShouldContain("(DTD)");

    [Fact]
    public void Refuses_damaged_XML() => Refusal(Body(P("x")).Build(p => p["word/document.xml"] += "<")).ShouldContain("“word/document.xml” is damaged");

    [Fact]
    public void Refuses_tracked_changes()
    {
        var faults = Body(P("x"), "<w:p><w:ins w:id=\"1\" w:author=\"a\"><w:r><w:t>y</w:t></w:r></w:ins></w:p>").Faults();
        faults.ShouldHaveSingleItem().Message.ShouldContain("tracked changes");
        faults[0].Paragraph.ShouldBe(2);
    }

    [Fact]
    public void Refuses_what_is_loaded_from_outside_but_not_links()
    {
        Refusal(Body(P("x")).Relationship("image", "https://example.org/a.png", external: true).Build()).ShouldContain("loads something from outside (image");
        Refusal(Body(P("x")).Relationship("attachedTemplate", "file:///C:/a.dotm", external: true).Build()).ShouldContain("bound to a Word template");
        Refusal(Body(P("x")).Link("l", "file:///C:/secret").Build()).ShouldContain("not a web or e-mail address");
        Body(P("x")).Link("l", "mailto:a@example.org").Compile();
    }

    [Fact]
    public void Refuses_a_part_that_stands_twice()
    {
        var parts = new[] { ("[Content_Types].xml", "<a/>"), ("word/a.xml", "<a/>"), ("word/A.xml", "<a/>") };
        Refusal(Zip(parts)).ShouldContain("twice");
    }

    [Fact]
    public void Refuses_a_ZIP_made_to_overload() =>
        Refusal(Zip([("a.xml", new string(' ', 5_000_000))])).ShouldContain("packed suspiciously small");

    [Fact]
    public void Refuses_too_much_and_too_many()
    {
        var random = new Random(1);
        var noise = new string([.. Enumerable.Range(0, 5_500_000).Select(_ => (char)random.Next('a', 'z'))]);
        Refusal(Zip(Enumerable.Range(0, 4).Select(i => ($"{i}.xml", noise)))).ShouldContain("larger than 20 MB");
        Refusal(Zip(Enumerable.Range(0, 2001).Select(i => ($"{i}.xml", "")))).ShouldContain("2001 parts");
    }

    [Fact]
    public void Refuses_wrong_check_sums_and_false_sizes()
    {
        Refusal(WithDirectory(16, 12345)).ShouldContain("check sum is wrong");
        Refusal(WithDirectory(24, 3)).ShouldContain("another size");
        Refusal(WithDirectory(24, 3000)).ShouldContain("another size");
    }

    /// <summary>A good file whose first directory entry says something else.</summary>
    private static byte[] WithDirectory(int field, uint value)
    {
        var file = Body(P("x")).Build();
        var directory = file.AsSpan().IndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(directory + field), value);
        return file;
    }

    private static string Refusal(byte[] file)
    {
        var problems = Should.Throw<TemplateRejectedException>(() => CompiledTemplate.Compile(file, FieldCatalogue.Open)).Problems;
        Faults_in_Hungarian.Say(problems);
        return problems[0].Message;
    }
}
