using CrossSell.Kernel.Privacy;

namespace CrossSell.Worklist.Data;

internal sealed class WorklistPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables => [new("worklist.note", Key: "id"), new("worklist.task", Key: "id")];
}
