namespace CrossSell.Sdk;

/// <summary>A section on the client's page: a title and rows of a label and a value. The host lays it out; it is shown as text, never as markup.</summary>
/// <param name="Rows">At most twenty are shown.</param>
public sealed record PageSection(Text Title, IReadOnlyList<SectionRow> Rows);

/// <summary>One row of a section.</summary>
/// <param name="Urgent">Whether it is marked as something to act on.</param>
public sealed record SectionRow(Text Label, Text Value, bool Urgent = false);

/// <summary>What is wrong with a value.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Message">What was expected, in a sentence.</param>
public sealed record ValueFault(string Field, Text Message);
