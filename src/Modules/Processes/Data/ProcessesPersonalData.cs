using CrossSell.Kernel.Privacy;

namespace CrossSell.Processes.Data;

internal sealed class ProcessesPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables =>
    [
        new("processes.step", "instance_id in (select id from processes.instance where client_id = $1)"),
        new("processes.instance", Key: "id") { Handed = "client_id = $2, version = version + 1, subject = subject || jsonb_build_object('clientId', $2::text)" },
    ];
}
