using System.Globalization;
using System.Text.Json.Nodes;
using CrossSell.Documents.Messages;

namespace CrossSell.Mail.Domain;

/// <summary>A mail text that was read without faults, ready to be filled many times.</summary>
internal sealed class MailProgram
{
    private readonly TextProgram _subject;
    private readonly TextProgram _body;
    private readonly TextProgram? _html;

    private MailProgram(TextProgram subject, TextProgram body, TextProgram? html)
    {
        (_subject, _body, _html) = (subject, body, html);
        Fields = [.. new[] { subject, body, html }.OfType<TextProgram>().SelectMany(p => p.Fields).Distinct().Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<string> Fields { get; }

    /// <summary>The parts of the model that it reads.</summary>
    public IReadOnlyCollection<string> Parts => [.. Fields.Select(f => f.Split('.')[0]).Distinct()];

    /// <param name="sample">Every name it may use; null to check only how it is written.</param>
    /// <exception cref="TemplateException">With everything that is wrong in all three parts.</exception>
    public static MailProgram Compile(MailText text, JsonObject? sample)
    {
        var problems = new List<TemplateProblem>();
        if (text.Subject.Length == 0)
        {
            problems.Add(TemplateProblem.Of("subject", 1, "noSubject", "The subject is empty."));
        }

        if (text.Body.AsSpan().Trim().Length == 0)
        {
            problems.Add(TemplateProblem.Of("text", 1, "noText", "The text is empty: whoever reads mail without HTML would see nothing."));
        }

        var subject = Part(text.Subject, TextTarget.Plain, "subject");
        var body = Part(text.Body, TextTarget.Plain, "text");
        var html = text.Html is null ? null : Part(text.Html, TextTarget.Html, "html");
        return problems.Count == 0 ? new MailProgram(subject!, body!, html) : throw TemplateException.Of(problems);

        TextProgram? Part(string part, TextTarget target, string name)
        {
            try
            {
                return TextTool.Compile(part, target, name, sample);
            }
            catch (TemplateException wrong)
            {
                problems.AddRange(wrong.Problems);
                return null;
            }
        }
    }

    /// <exception cref="TemplateException">The data has no value for a field.</exception>
    public FilledMail Fill(JsonObject model, CultureInfo culture, string company)
    {
        var body = _body.Fill(model, culture);
        return new FilledMail(OneLine(_subject.Fill(model, culture)), body, HtmlFrame.Around(_html?.Fill(model, culture) ?? HtmlFrame.From(body), company, culture.TwoLetterISOLanguageName));
    }

    private static string OneLine(string subject) => string.Join(' ', subject.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>A mail as it goes out.</summary>
internal sealed record FilledMail(string Subject, string Body, string Html);
