using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Errors;

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

    /// <param name="code">The texts of other languages are found by it.</param>
    public void Add(string pointer, string code, Said message, Said? hint = null) => faults.Add(LineFault.Of(file, pointer, code, message, hint));

    public void Add(string pointer, FollowUpFault fault) => faults.Add(new LineFault(file, pointer, fault.Message, fault.Hint)
    {
        Code = fault.Code,
        Facts = fault.Arguments.Where(a => a.Value is not null).ToDictionary(a => a.Name, a => $"{a.Value}"),
    });
}
