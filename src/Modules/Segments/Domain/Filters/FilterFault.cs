namespace CrossSell.Segments.Domain.Filters;

/// <summary>Where and why a filter can't be read.</summary>
/// <param name="Position">Of its first letter, from 0.</param>
/// <param name="Code">Names the text in both languages; the arguments fill it.</param>
/// <param name="Hint">What would be right.</param>
internal sealed record FilterFault(int Position, int Length, string Code, string Message, string? Hint = null, params (string Name, object? Value)[] Arguments);

internal sealed class FilterException(FilterFault fault) : Exception(fault.Message)
{
    public FilterFault Fault { get; } = fault;
}
