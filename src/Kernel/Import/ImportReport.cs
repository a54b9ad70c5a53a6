namespace CrossSell.Kernel.Import;

/// <summary>What an import did, row by row where a row was refused.</summary>
/// <param name="Unchanged">Rows that were known and said nothing new.</param>
public sealed record ImportReport(Guid Id, string Kind, bool DryRun, int Rows, int Created, int Updated, int Unchanged, IReadOnlyList<RejectedRow> Rejected);

/// <summary>A row that can't be used.</summary>
/// <param name="Line">Line number in the file, the header being 1.</param>
/// <param name="Field">The column at fault, when it is one.</param>
/// <param name="Values">The row as it stood, in the file's columns.</param>
public sealed record RejectedRow(int Line, string? Field, string Reason, IReadOnlyList<string> Values);
