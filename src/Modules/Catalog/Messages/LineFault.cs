namespace CrossSell.Catalog.Messages;

/// <summary>Something wrong in a product line's folder.</summary>
/// <param name="File">The file, relative to the line's folder, with forward slashes.</param>
/// <param name="Pointer">JSON pointer (RFC 6901) to the value at fault; where a property is missing, to where it belongs. Empty means the whole file.</param>
/// <param name="Message">What is wrong, as the end of a sentence whose subject is the value.</param>
/// <param name="Hint">What would be right, where that can be said.</param>
public sealed record LineFault(string File, string Pointer, string Message, string? Hint)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}#{Pointer}: {Message}{(Hint is null ? "" : $" ({Hint})")}";
}
