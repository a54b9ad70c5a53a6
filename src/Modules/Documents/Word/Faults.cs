namespace CrossSell.Documents.Word;

internal sealed record TemplateFault(string Part, int Paragraph, string? Tag, string Message);

internal sealed record DataFault(string Field, string Message);

internal sealed class TemplateRejectedException(IReadOnlyList<TemplateFault> faults)
    : Exception(string.Join(Environment.NewLine, faults.Select(f => f.Message)))
{
    public IReadOnlyList<TemplateFault> Faults { get; } = faults;

    public TemplateRejectedException(string part, string message) : this([new TemplateFault(part, 0, null, message)])
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
