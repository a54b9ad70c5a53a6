using CrossSell.Catalog.Messages;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

/// <summary>What came of reading a folder: a line, or the faults that keep it from being one.</summary>
internal sealed record LineReading(
    string Folder,
    LineDefinition? Line,
    IReadOnlyList<ProcessDefinition> Processes,
    IReadOnlyList<TemplateContent> Templates,
    IReadOnlyList<ProductReference> References,
    IReadOnlyList<LineFault> Faults);

internal sealed record TemplateContent(string Key, string Language, string File, byte[] Content);

/// <summary>A place in <c>line.json</c> that names a product, as <c>line/code</c>.</summary>
internal sealed record ProductReference(string Pointer, string Product, bool IsForeign);
