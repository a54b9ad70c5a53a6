using System.Text;
using CrossSell.Documents.Messages;
using CrossSell.Mail.Domain;
using CrossSell.Mail.Messages;

namespace CrossSell.Unit.Mail;

public sealed class Reading_a_mail_text
{
    private const string Model = """{"client":{"name":"Anna <b> & \"Co\" 'x'"},"note":"a\nb","offer":{"price":{"amount":12000,"currency":"HUF"},"covers":[{"name":"Tűz"}]}}""";

    [Fact]
    public void Fills_subject_text_and_html_each_in_its_own_way()
    {
        var (subject, text, html) = Fill("subject: Hello {{ client.name }}\n\nDear {{ client.name }},\n{{ offer.price | money }}\n\n--- html ---\n<p title=\"{{ client.name }}\">{{ note }}</p>\n");

        subject.ShouldBe("Hello Anna <b> & \"Co\" 'x'");
        text.ShouldBe("Dear Anna <b> & \"Co\" 'x',\n12\u00a0000\u00a0Ft\n");
        html.ShouldContain("<p title=\"Anna &lt;b&gt; &amp; &quot;Co&quot; &#39;x&#39;\">a<br>\nb</p>");
        html.ShouldContain("<!doctype html>");
    }

    [Fact]
    public void Makes_html_of_the_text_where_there_is_none()
    {
        var (_, _, html) = Fill("subject: x\n\nDear {{ client.name }},\nhere: https://house.example/answer/abc?choice=accept.\n\nBye\n");

        html.ShouldContain("<p>Dear Anna &lt;b&gt; &amp; &quot;Co&quot; &#39;x&#39;,<br>");
        html.ShouldContain("<a href=\"https://house.example/answer/abc?choice=accept\">");
        html.ShouldContain("<p>Bye</p>");
    }

    [Fact]
    public void A_subject_is_one_line_whatever_the_data() => Fill("subject: {{ note }}\n\nx\n").Subject.ShouldBe("a b");

    [Fact]
    public void Counts_lines_as_they_stand_in_the_file() =>
        Check("subject: {{ clinet.name }}\n\nfine\n{{ offer.prize }}\n\n--- html ---\n<p>\n{% for c in offer.covers %}\n</p>\n", Model)
            .Select(p => (p.Part, p.Paragraph)).ShouldBe([("subject", 1), ("text", 4), ("html", 8)]);

    [Fact]
    public void Says_what_is_missing()
    {
        Check("Dear all\n", null).ShouldHaveSingleItem().Message.ShouldContain("subject");
        Check("subject:\n\n \n", null).Select(p => p.Part).ShouldBe(["subject", "text"]);
        Check("subject: {{ client.phone }}\n\nx\n", """{"client":{"phone":null}}""").ShouldHaveSingleItem().Message.ShouldContain("client.phone");
    }

    [Fact]
    public void Refuses_a_picture() => Check("subject: x\n\n{{ client.name | qr }}\n", Model).ShouldHaveSingleItem().Part.ShouldBe("text");

    [Fact]
    public void Written_it_reads_as_it_was()
    {
        var text = new MailText("Hello", "Dear\n\nyou\n", "<p>x</p>\n");
        MailFile.Read(MailFile.Write(text)).Text.ShouldBe(text);
        MailFile.Read(MailFile.Write(text with { Html = null })).Text.ShouldBe(text with { Html = null });
    }

    private static (string Subject, string Text, string Html) Fill(string file) => MailTool.Fill(Encoding.UTF8.GetBytes(file), Model, "hu-HU", "House & Co");

    private static IReadOnlyList<TemplateProblem> Check(string file, string? model) => MailTool.Check(Encoding.UTF8.GetBytes(file), model);
}
