using CrossSell.Kernel.Privacy;

namespace CrossSell.Worklist.Data;

internal sealed class WorklistRetention : IRetention
{
    public IReadOnlyList<RetentionRule> Rules => [new RetainedRows("notes", 1826, false, "worklist.note", "written_at < $1 and not pinned")];
}
