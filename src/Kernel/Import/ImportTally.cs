using CrossSell.Kernel.Errors;

namespace CrossSell.Kernel.Import;

/// <summary>Counts what becomes of the rows.</summary>
public sealed class ImportTally(string kind, bool dryRun)
{
    private readonly List<RejectedRow> _rejected = [];

    public int Rows { get; private set; }

    public int Created { get; set; }

    public int Updated { get; set; }

    public int Unchanged { get; set; }

    public bool Reject(CsvRow row, Faults faults)
    {
        if (!faults.Any)
        {
            return false;
        }

        var reason = string.Join(' ', faults.All.Select(f => f.Field == "row" ? f.Message : $"{f.Field}: {f.Message}"));
        var first = faults.All[0];
        _rejected.Add(new RejectedRow(row.Line, first.Field == "row" ? null : first.Field, reason, row.Values, first.Code));
        return true;
    }

    public void Seen(int rows) => Rows += rows;

    public ImportReport Report(Guid id) =>
        new(id, kind, dryRun, Rows, Created, Updated, Unchanged, [.. _rejected.OrderBy(r => r.Line)]);
}
