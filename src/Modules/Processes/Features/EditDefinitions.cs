using System.Text;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Mail.Messages;
using CrossSell.Processes.Domain;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using FluentValidation;

namespace CrossSell.Processes.Features;

/// <summary>Reads what is written in the portal, in the surroundings of the house: its templates and its other processes.</summary>
internal sealed class DefinitionDesk(IDispatcher dispatcher, Definitions definitions)
{
    private const int LongestText = 400_000;

    public async Task<DefinitionCheck> Check(string json, CancellationToken ct)
    {
        if (json.Length > LongestText)
        {
            return new DefinitionCheck(null, [LineFault.Of(string.Empty, "tooLong", $"is longer than {LongestText} characters", null)]);
        }

        var all = await definitions.All(ct);
        var bytes = Encoding.UTF8.GetBytes(json);
        var read = ProcessReader.Read(bytes, new ProcessSurroundings([], all, null));
        if (read.Process is { } process)
        {
            var line = await LineOf(process.Key, ct);
            read = ProcessReader.Read(bytes, new ProcessSurroundings(await Templates(line, ct), all, await Mails(line, ct)));
        }

        return new DefinitionCheck(read.Process, read.Faults);
    }

    public async Task<ProcessDefinition> Demand(string json, CancellationToken ct)
    {
        var check = await Check(json, ct);
        return check is { Definition: { } definition, Faults.Count: 0 } ? definition : throw Refused(check.Faults);
    }

    public static InvalidInputException Refused(IEnumerable<LineFault> faults) => new(
        [.. faults.Select(f => f.At(f.Pointer.Length == 0 ? "json" : "json" + f.Pointer))]);

    public async Task<string?> LineOf(string key, CancellationToken ct) => (await dispatcher.Ask(new GetCatalog(), ct)).ProcessLines.GetValueOrDefault(key);

    private async Task<IReadOnlyList<string>> Templates(string? line, CancellationToken ct) =>
        [.. (await dispatcher.Ask(new LineTemplates(), ct)).Where(t => t.Line is null || line is null || t.Line == line).Select(t => t.Key).Distinct()];

    private async Task<IReadOnlyList<string>> Mails(string? line, CancellationToken ct) =>
        [.. (await dispatcher.Ask(new ListMailTexts(), ct)).Where(t => t.Line is null || line is null || t.Line == line).Select(t => t.Key).Distinct()];
}

internal sealed class CheckDefinitionHandler(DefinitionDesk desk) : IQueryHandler<CheckDefinition, DefinitionCheck>
{
    public Task<DefinitionCheck> Handle(CheckDefinition request, CancellationToken ct) => desk.Check(request.Json, ct);
}

internal sealed class TryDefinitionHandler(DefinitionDesk desk, BusinessClock clock, WorkingDays workingDays) : IQueryHandler<TryDefinition, DefinitionTrial>
{
    private const int MostSteps = 200;

    public async Task<DefinitionTrial> Handle(TryDefinition request, CancellationToken ct)
    {
        if (request.Steps.Count > MostSteps)
        {
            throw new InvalidInputException([new FieldFault("steps", "tooMany", $"At most {MostSteps} steps.", ("most", MostSteps))]);
        }

        var definition = await desk.Demand(request.Json, ct);
        var faults = new Faults();
        var values = FieldValues.Read(definition.Fields, StartProcessHandler.Known(definition, request.Values, faults), "values", faults, new HashSet<string>());
        faults.Throw();
        return new DryRun(definition, values, workingDays).Walk(clock.Today, request.Steps);
    }
}

internal sealed class PublishDefinitionValidator : AbstractValidator<PublishDefinition>
{
    public PublishDefinitionValidator() => RuleFor(p => p.Note).MaximumLength(500).WithErrorCode("tooLong");
}

internal sealed class PublishDefinitionHandler(IUnitOfWork unit, DefinitionDesk desk, Definitions definitions, DefinitionViews views, CallContext call, BusinessClock clock)
    : ICommandHandler<PublishDefinition, DefinitionView>
{
    public async Task<DefinitionView> Handle(PublishDefinition request, CancellationToken ct)
    {
        var definition = await desk.Demand(request.Json, ct);
        var connection = await unit.Connection(ct);
        var newest = (await connection.Query("select max(version) from processes.definition where key = $1", r => r.Maybe<int>(0), [definition.Key], ct))[0] ?? 0;
        if (definition.Version <= newest)
        {
            throw DefinitionDesk.Refused([LineFault.Of("/version", "versionStored", $"{definition.Version} is stored already, and what is stored does not change", $"{newest + 1}")]);
        }

        unit.Write(
            "insert into processes.definition(key, version, body, installed_at, published_by, note) values ($1, $2, $3, $4, $5, $6)",
            definition.Key, definition.Version, Json.Of(definition), clock.Now, call.Actor.Name, request.Note);
        unit.Audit(new AuditDraft("processes.published", "process", Ids.Of("definition:" + definition.Key), null, newest == 0 ? null : new { Version = newest }, new { definition.Key, definition.Version, request.Note }));
        unit.AfterCommit(definitions.Forget);
        await unit.Flush(ct);
        return await views.Read(connection, definition, ct);
    }
}

internal sealed class RetireDefinitionHandler(IUnitOfWork unit, Definitions definitions, DefinitionViews views, BusinessClock clock) : ICommandHandler<RetireDefinition, DefinitionView>
{
    public async Task<DefinitionView> Handle(RetireDefinition request, CancellationToken ct)
    {
        var definition = await definitions.Demand(request.Key, null, ct);
        var connection = await unit.Connection(ct);
        unit.Write("update processes.definition set retired_at = $2 where key = $1", request.Key, request.Retired ? clock.Now : (DateTimeOffset?)null);
        unit.Audit(new AuditDraft("processes.retired", "process", Ids.Of("definition:" + request.Key), null, new { Retired = !request.Retired }, new { request.Key, request.Retired }));
        await unit.Flush(ct);
        return await views.Read(connection, definition, ct);
    }
}
