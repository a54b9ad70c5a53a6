using System.Globalization;
using CrossSell.Documents.Messages;
using CrossSell.Kernel.Errors;

namespace CrossSell.Host.Texts;

/// <content>What is wrong with Word templates and mail texts, and where.</content>
internal sealed partial class ErrorTexts
{
    /// <summary>What is wrong, without its place.</summary>
    public string Of(TemplateProblem problem, string language) => Of(problem.At(problem.Part), language);

    /// <summary>All that is wrong, in one text.</summary>
    public string Of(IEnumerable<TemplateProblem> problems, string language) => string.Join(' ', problems.Select(p => Of(p, language)));

    /// <summary>In which table, row, text box, … the paragraph stands; nothing in the running text.</summary>
    public string? Where(TemplateProblem problem, string language) => language == "en" || problem.Spots.Count == 0 ? problem.Where
        : string.Join(", ", problem.Spots.Select(s => Filled("place." + s.Kind, [("at", s.Number)], language) ?? s.ToString()));

    /// <summary>A fault of a Word file as one of the request that brought the file.</summary>
    public FieldFault InFile(TemplateProblem problem, string language)
    {
        return Fault("file", problem, Place, language);

        string Place(string said) =>
            $"{problem.Part}{(problem.Paragraph > 0 ? $", {Counted("paragraph", problem.Paragraph, said)}" : string.Empty)}{(Where(problem, said) is { } where ? $" ({where})" : string.Empty)}";
    }

    /// <summary>A fault of a mail text as one of the field that holds it.</summary>
    public FieldFault InText(TemplateProblem problem, string language) => Fault(problem.Part, problem, said => Counted("line", problem.Paragraph, said), language);

    private FieldFault Fault(string field, TemplateProblem problem, Func<string, string> place, string language)
    {
        return new FieldFault(field, "templateFault", Sentence("en"), ("fault", new Verbatim(Sentence(language))));

        string Sentence(string said) => $"{place(said)}{(problem.Tag is null ? string.Empty : $", {problem.Tag}")}: {Of(problem, said)}";
    }

    private string Counted(string unit, int at, string language) =>
        (language == "en" ? null : Filled("place." + unit, [("at", at)], language)) ?? string.Create(CultureInfo.InvariantCulture, $"{unit} {at}");
}
