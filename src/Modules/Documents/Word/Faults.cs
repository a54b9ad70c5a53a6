namespace CrossSell.Documents.Word;

internal sealed record TemplateFault(string Part, Place Place, string? Tag, string Message)
{
    public int Paragraph => Place.Paragraph;
}

/// <summary>Where something stands, for the author of the template: the paragraph's number, its table and cell if any, the text around it.</summary>
internal sealed record Place(int Paragraph, string? Where = null, string? Context = null)
{
    public static readonly Place None = new(0);
}

internal sealed record DataFault(string Field, string Message);

internal sealed class TemplateRejectedException(IReadOnlyList<TemplateFault> faults)
    : Exception(string.Join(Environment.NewLine, faults.Select(f => f.Message)))
{
    public IReadOnlyList<TemplateFault> Faults { get; } = faults;

    public TemplateRejectedException(string part, string message) : this([new TemplateFault(part, Place.None, null, message)])
    {
    }
}

internal sealed class DataFaultException(IReadOnlyList<DataFault> faults)
    : Exception(string.Join(Environment.NewLine, faults.Select(f => f.Message)))
{
    public IReadOnlyList<DataFault> Faults { get; } = faults;
}

/// <summary>What is wrong with one tag; the compiler adds where it stands.</summary>
internal sealed class TagException(string message) : Exception(message);
