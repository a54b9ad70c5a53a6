using System.Text.RegularExpressions;
using CrossSell.Documents.Messages;

namespace CrossSell.Mail.Domain;

/// <summary>The three parts of a mail text. Without HTML of its own it is sent with one made from the text.</summary>
internal sealed record MailText(string Subject, string Body, string? Html);

/// <summary>
/// A mail text as a file: <c>subject: …</c> in the first line, an empty line, the text, and, where it has one, the HTML below a line <c>--- html ---</c>.
/// </summary>
internal sealed partial record MailFile(MailText Text, int BodyFrom, int HtmlFrom)
{
    public const string Ending = ".mail";
    private const string SubjectWord = "subject:";

    public static MailFile Read(string file)
    {
        var lines = file.TrimStart('\ufeff').ReplaceLineEndings("\n").Split('\n');
        if (!lines[0].StartsWith(SubjectWord, StringComparison.OrdinalIgnoreCase))
        {
            throw TemplateException.Of([TemplateProblem.Of("subject", 1, "noSubjectLine", "The first line of a mail text must be “subject: …”.")]);
        }

        var html = Array.FindIndex(lines, l => HtmlLine().IsMatch(l));
        var from = lines.Length > 1 && lines[1].Trim().Length == 0 ? 2 : 1;
        var body = string.Join('\n', lines[from..(html < 0 ? lines.Length : html)]).TrimEnd() + "\n";
        return new MailFile(new MailText(lines[0][SubjectWord.Length..].Trim(), body, html < 0 ? null : string.Join('\n', lines[(html + 1)..]).Trim('\n') + "\n"), from, html + 1);
    }

    public static string Write(MailText text) => $"subject: {text.Subject}\n\n{text.Body.TrimEnd()}\n{(text.Html is null ? string.Empty : $"\n--- html ---\n{text.Html.TrimEnd()}\n")}";

    /// <summary>The same problems with the lines counted as in the file.</summary>
    public IReadOnlyList<TemplateProblem> InFile(IEnumerable<TemplateProblem> problems) => [.. problems.Select(p => p with
    {
        Paragraph = p.Paragraph + p.Part switch { "text" => BodyFrom, "html" => HtmlFrom, _ => 0 },
    })];

    [GeneratedRegex(@"^-{3,}\s*html\s*-{3,}\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex HtmlLine();
}
