using CrossSell.Documents.Messages;
using CrossSell.Kernel.Errors;

namespace CrossSell.Documents.Word;

/// <summary>Where something stands, for the author of the template: the paragraph's number, its table and cell if any, the text around it.</summary>
internal sealed record Place(int Paragraph, IReadOnlyList<Spot> Spots, string? Context)
{
    public static readonly Place None = new(0);

    public Place(int paragraph)
        : this(paragraph, [], null)
    {
    }
}

/// <summary>What is wrong: its code, and the sentence with its values.</summary>
internal sealed record Why(string Code, Said Sentence);

/// <summary>What is wrong with one tag; the compiler adds where it stands.</summary>
internal sealed class TagException(string code, Said message) : Exception(message.ToString())
{
    public Why Why { get; } = new(code, message);
}

internal sealed class TemplateRejectedException(IReadOnlyList<TemplateProblem> problems) : TemplateException(problems)
{
    public TemplateRejectedException(string part, Why why) : this([TemplateProblem.Of(part, Place.None, null, why)])
    {
    }
}

internal sealed class DataFaultException(IReadOnlyList<TemplateProblem> problems) : TemplateException(problems);
