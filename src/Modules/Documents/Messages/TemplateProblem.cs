namespace CrossSell.Documents.Messages;

/// <summary>One fault of a Word template or of the data it is filled from.</summary>
/// <param name="Part">The package part, e.g. <c>word/document.xml</c>.</param>
/// <param name="Paragraph">Number of the paragraph in the part, from 1; 0 when the fault is not in a paragraph.</param>
public sealed record TemplateProblem(string Part, int Paragraph, string? Tag, string Message);
