using CrossSell.Kernel.Privacy;

namespace CrossSell.Processes.Data;

internal sealed class ProcessesPersonalData : IPersonalData
{
    private const string OfInstances = "instance_id in (select id from processes.instance where client_id = $1)";

    public IReadOnlyList<PersonalTable> Tables =>
    [
        new("processes.step", OfInstances),
        new("processes.timer", OfInstances),
        new("processes.planned_task", OfInstances),
        new("processes.instance", Key: "id") { Handed = "client_id = $2, version = version + 1, subject = subject || jsonb_build_object('clientId', $2::text)" },
    ];
}
