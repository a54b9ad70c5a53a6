using CrossSell.Catalog.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;

namespace CrossSell.Processes.Features;

/// <summary>A person starts a process: of a kind that their role may start, about a client where it is about one, with every value it asks for.</summary>
internal sealed class StartProcessHandler(IUnitOfWork unit, IDispatcher dispatcher, Definitions definitions, Startable startable, ProcessViews views, CallContext call, IClientDirectory clients, BusinessClock clock)
    : ICommandHandler<StartProcess, ProcessView>
{
    private const int LongestTitle = 200;

    public async Task<ProcessView> Handle(StartProcess request, CancellationToken ct)
    {
        var definition = await definitions.Demand(request.Key, null, ct);
        await startable.Demand(definition, ct);
        var faults = new Faults();
        var title = faults.Text("title", request.Title, LongestTitle);
        if (title is null)
        {
            faults.Add("title", "required", "Required.");
        }

        var values = FieldValues.Read(definition.Fields, Known(definition, request.Values, faults), "values", faults, definition.Fields.Where(f => f.Required).Select(f => f.Name).ToHashSet());
        var advisor = await Advisor(definition, request.ClientId, faults, ct);
        faults.Throw();

        var subject = new ProcessSubject(request.ClientId, advisor, null, null, null, call.Actor.Language, null, null, null, null)
        {
            Title = title,
            StarterId = call.Actor.UserId,
            Values = values,
        };
        var id = Ids.New(clock.Now);
        unit.Audit(new AuditDraft("processes.started", "process", id, request.ClientId, null, new { definition.Key, definition.Version, Title = title, Values = values }));
        await dispatcher.Send(new StartProcesses([new NewProcess(id, definition.Key, subject)]), ct);
        unit.TouchClient(request.ClientId);

        await unit.Flush(ct);
        return await views.Read(await unit.Connection(ct), id, ct);
    }

    private async Task<Guid?> Advisor(ProcessDefinition definition, Guid? clientId, Faults faults, CancellationToken ct)
    {
        if (clientId is null)
        {
            if (definition.AboutClient)
            {
                faults.Add("clientId", "required", "Required.");
            }

            return null;
        }

        if (!definition.AboutClient)
        {
            faults.Add("clientId", "aboutNoClient", "This process is not about a client.");
            return null;
        }

        return await clients.AdvisorOf(clientId.Value, ct) is { } advisor && call.Actor.Scope.Allows(advisor) ? advisor : throw new NotFoundException("client", clientId.Value);
    }

    internal static IReadOnlyDictionary<string, string> Known(ProcessDefinition definition, IReadOnlyDictionary<string, string>? values, Faults faults)
    {
        foreach (var unknown in values?.Keys.Where(name => definition.Fields.All(f => f.Name != name)) ?? [])
        {
            faults.Add($"values.{unknown}", "unknownField", "The process has no such field.");
        }

        return values ?? new Dictionary<string, string>();
    }
}

/// <summary>What can be started now.</summary>
internal sealed class Startable(Database database, IDispatcher dispatcher, CallContext call)
{
    public async Task Demand(ProcessDefinition definition, CancellationToken ct)
    {
        if (!(await Look(ct)).May(definition, call.Actor))
        {
            throw new RuleBrokenException(
                "error.startProcess",
                $"You can't start {definition.Key}: {(definition.StartedBy.Count == 0 ? "offers and other processes do" : string.Join(", ", definition.StartedBy) + " may, while it is in use")}.",
                ("process", definition.Name.In(call.Actor.Language)));
        }
    }

    public async Task<StartShelf> Look(CancellationToken ct)
    {
        var rows = await database.Query(
            "select key, bool_or(retired_at is not null), bool_or(published_by is null) from processes.definition group by key", r => (Key: r.GetString(0), Retired: r.GetBoolean(1), OfLine: r.GetBoolean(2)), [], ct);
        var active = (await dispatcher.Ask(new GetCatalog(), ct)).Processes;
        return new StartShelf(rows.Where(r => r.Retired).Select(r => r.Key).ToHashSet(), rows.Where(r => r.OfLine && !active.ContainsKey(r.Key)).Select(r => r.Key).ToHashSet());
    }
}

internal sealed class ListStartableHandler(Definitions definitions, Startable startable, CallContext call) : IQueryHandler<ListStartable, IReadOnlyList<StartableProcess>>
{
    public async Task<IReadOnlyList<StartableProcess>> Handle(ListStartable request, CancellationToken ct)
    {
        var shelf = await startable.Look(ct);
        return
        [
            .. (await definitions.All(ct)).Where(d => d.AboutClient == request.AboutClient && shelf.May(d, call.Actor)).Select(d => new StartableProcess(d.Key, d.Name))
                .OrderBy(s => s.Name.In(call.Actor.Language), StringComparer.CurrentCulture),
        ];
    }
}

/// <param name="Retired">Taken out of use.</param>
/// <param name="Gone">Of a line that is switched off or gone.</param>
internal sealed record StartShelf(IReadOnlySet<string> Retired, IReadOnlySet<string> Gone)
{
    public bool May(ProcessDefinition definition, Actor actor) =>
        definition.StartedBy.Count > 0
        && !Retired.Contains(definition.Key)
        && !Gone.Contains(definition.Key)
        && (actor.Role is Role.Administrator or Role.System || definition.StartedBy.Contains(actor.Role.ToString().ToLowerInvariant()));
}
