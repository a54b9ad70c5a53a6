using CrossSell.Kernel.Errors;

namespace CrossSell.Kernel.Import;

/// <summary>What an import did, row by row where a row was refused.</summary>
/// <param name="Unchanged">Rows that were known and said nothing new.</param>
public sealed record ImportReport(Guid Id, string Kind, bool DryRun, int Rows, int Created, int Updated, int Unchanged, IReadOnlyList<RejectedRow> Rejected)
{
    /// <summary>The report of an import that one wrong row kept out.</summary>
    public ImportReport NothingDone() => this with { Created = 0, Updated = 0, Unchanged = 0 };
}

/// <summary>A row that can't be used.</summary>
/// <param name="Line">Line number in the file, the header being 1.</param>
/// <param name="Field">The column at fault, when it is one.</param>
/// <param name="Values">The row as it stood, in the file's columns.</param>
/// <param name="Code">The first fault's code, which names its text in both languages.</param>
public sealed record RejectedRow(int Line, string? Field, string Reason, IReadOnlyList<string> Values, string? Code = null)
{
    /// <summary>All that is wrong with it; what <paramref name="Reason"/> says in English.</summary>
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    public static RejectedRow Of(CsvRow row, Faults faults)
    {
        var reason = string.Join(' ', faults.All.Select(f => f.Field == "row" ? f.Message : $"{f.Field}: {f.Message}"));
        var first = faults.All[0];
        return new RejectedRow(row.Line, first.Field == "row" ? null : first.Field, reason, row.Values, first.Code) { Faults = faults.All };
    }
}
