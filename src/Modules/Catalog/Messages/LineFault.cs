using CrossSell.Kernel.Errors;

namespace CrossSell.Catalog.Messages;

/// <summary>Something wrong in a product line's folder.</summary>
/// <param name="File">The file, relative to the line's folder, with forward slashes.</param>
/// <param name="Pointer">JSON pointer (RFC 6901) to the value at fault; where a property is missing, to where it belongs. Empty means the whole file.</param>
/// <param name="Message">What is wrong, as the end of a sentence whose subject is the value.</param>
/// <param name="Hint">What would be right, where that can be said.</param>
public sealed record LineFault(string File, string Pointer, string Message, string? Hint)
{
    /// <summary>Stable name of what is wrong, such as <c>line.unknownState</c>; the texts of other languages are found by it. Empty for what a line's own code says.</summary>
    public string Code { get; init; } = string.Empty;

    /// <summary>The values in the message, <c>0</c>, <c>1</c>, … in their order, and those in the hint, <c>h0</c>, <c>h1</c>, …</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>A fault of what is written in the portal, which is no file.</summary>
    public static LineFault Of(string pointer, string code, Said message, Said? hint) => Of(string.Empty, pointer, code, message, hint);

    internal static LineFault Of(string file, string pointer, string code, Said message, Said? hint) => new(file, pointer, message.ToString(), hint?.ToString())
    {
        Code = "line." + code,
        Facts = message.Facts.Select((fact, at) => KeyValuePair.Create($"{at}", fact)).Concat((hint?.Facts ?? []).Select((fact, at) => KeyValuePair.Create($"h{at}", fact))).ToDictionary(),
    };

    /// <summary>Two faults are the same when they say the same of the same place.</summary>
    public bool Equals(LineFault? other) => other is not null && (File, Pointer, Message, Hint) == (other.File, other.Pointer, other.Message, other.Hint);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(File, Pointer, Message, Hint);

    /// <summary>The same as a fault of a request's field.</summary>
    /// <param name="field">The field that holds the value at fault.</param>
    public FieldFault At(string field) =>
        new(field, Code.Length == 0 ? "lineFault" : Code, Hint is null ? Message : $"{Message} ({Hint})", [.. Facts.Select(f => (f.Key, (object?)new Verbatim(f.Value)))]);

    /// <inheritdoc/>
    public override string ToString() => $"{File}#{Pointer}: {Message}{(Hint is null ? "" : $" ({Hint})")}";
}
