using CrossSell.Kernel;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;

namespace CrossSell.Processes.Features;

internal sealed class InstallProcessesHandler(IUnitOfWork unit, Definitions definitions, BusinessClock clock) : ICommandHandler<InstallProcesses, IReadOnlyList<string>>
{
    public async Task<IReadOnlyList<string>> Handle(InstallProcesses request, CancellationToken ct)
    {
        var connection = await unit.Connection(ct);
        var stored = (await connection.Query(
            "select key, version, body from processes.definition",
            r => (Key: (r.GetString(0), r.GetInt32(1)), Body: JsonText.Read<ProcessDefinition>(r.GetString(2))),
            [],
            ct)).ToDictionary(d => d.Key, d => d.Body);
        var faults = new List<string>();
        foreach (var definition in request.Definitions)
        {
            if (!stored.TryGetValue((definition.Key, definition.Version), out var known))
            {
                Store(definition);
            }
            else if (JsonText.Write(known) != JsonText.Write(definition))
            {
                faults.Add($"Process {definition.Key} v{definition.Version} differs from the stored one: a change needs a new version. The stored one stays in use.");
            }
        }

        definitions.Forget();
        return faults;
    }

    private void Store(ProcessDefinition definition)
    {
        unit.Write(
            "insert into processes.definition(key, version, body, installed_at) values ($1, $2, $3, $4)",
            definition.Key, definition.Version, Json.Of(definition), clock.Now);
        unit.Audit(new AuditDraft("processes.installed", "process", Ids.New(clock.Now), null, null, new { definition.Key, definition.Version }));
    }
}
