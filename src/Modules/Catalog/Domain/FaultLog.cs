using CrossSell.Catalog.Messages;

namespace CrossSell.Catalog.Domain;

internal sealed class FaultLog
{
    private readonly List<LineFault> faults;
    private readonly string file;

    public FaultLog(string file)
        : this(file, [])
    {
    }

    private FaultLog(string file, List<LineFault> faults)
    {
        this.file = file;
        this.faults = faults;
    }

    public IReadOnlyList<LineFault> Faults => faults;

    public FaultLog ForFile(string other) => new(other, faults);

    public void Add(string pointer, string message, string? hint = null) => faults.Add(new LineFault(file, pointer, message, hint));
}
