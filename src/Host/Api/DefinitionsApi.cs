using System.Text.Json;
using CrossSell.Catalog.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Messages;

namespace CrossSell.Host.Api;

internal static class DefinitionsApi
{
    public static void Map(RouteGroupBuilder definitions)
    {
        definitions.MapGet("/", List).Permit(Permission.SeeCatalog).WithSummary("The process definitions of the house");
        definitions.MapPost("/", Publish).Permit(Permission.ManageCatalog).WithSummary("Publishes a definition as a new version; what runs stays on its own");
        definitions.MapPost("/check", Check).Permit(Permission.SeeCatalog).WithSummary("Everything wrong with a definition, by JSON pointer, storing nothing");
        definitions.MapPost("/try", Try).Permit(Permission.SeeCatalog).WithSummary("Walks a definition without writing anything");
        definitions.MapGet("/{key}", Get).Permit(Permission.SeeCatalog).WithSummary("One definition: its newest version or the one asked for, and the list of versions");
        definitions.MapGet("/{key}/board", Board).Permit(Permission.SeeClients).WithSummary("Its instances by state");
        definitions.MapPost("/{key}/move", Move).Permit(Permission.DirectProcesses).WithSummary("Moves open instances to another version, or says with dryRun what that would do");
        definitions.MapPost("/{key}/retire", Retire).Permit(Permission.ManageCatalog).WithSummary("Takes a definition out of use, or puts it back: what runs goes on");
    }

    private static async Task<ListAnswer<DefinitionSummary>> List(string? after, int? limit, IDispatcher dispatcher, CancellationToken ct)
    {
        var most = Paging.Limit(limit);
        return Paging.Cut(await dispatcher.Ask(new ListDefinitions(), ct), d => d.Key, after, most);
    }

    private static Task<DefinitionView> Get(string key, int? version, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new GetDefinition(key, version), ct);

    private static Task<ProcessBoard> Board(string key, bool? mine, int? limit, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new GetProcessBoard(key, mine ?? false, Paging.Limit(limit)), ct);

    private static async Task<DefinitionFaults> Check(DefinitionBody body, IDispatcher dispatcher, CancellationToken ct) => new((await dispatcher.Ask(new CheckDefinition(Json(body.Definition)), ct)).Faults);

    private static Task<DefinitionTrial> Try(TryBody body, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new TryDefinition(Json(body.Definition), body.Values, body.Steps ?? []), ct);

    private static Task<DefinitionView> Publish(DefinitionBody body, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Send(new PublishDefinition(Json(body.Definition), body.Note), ct);

    private static Task<VersionPreview> Move(string key, MoveBody body, IDispatcher dispatcher, CancellationToken ct)
    {
        var (from, to) = (Body.Required(body.From, "from"), Body.Required(body.To, "to"));
        return body.DryRun ?? false
            ? dispatcher.Ask(new PreviewVersion(key, from, to, body.ProcessId, body.States), ct)
            : dispatcher.Send(new MoveToVersion(key, from, to, body.Reason ?? string.Empty, body.ProcessId, body.States), ct);
    }

    private static Task<DefinitionView> Retire(string key, RetireBody body, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Send(new RetireDefinition(key, body.Retired ?? true), ct);

    private static string Json(JsonElement? definition) => definition is { ValueKind: not JsonValueKind.Undefined and not JsonValueKind.Null } json ? json.GetRawText() : throw new InvalidInputException("definition", "required", "Required.");
}

/// <param name="Definition">As in a process file.</param>
internal sealed record DefinitionBody(JsonElement? Definition, string? Note);

/// <param name="Faults">JSON pointer, what is wrong, and a hint.</param>
internal sealed record DefinitionFaults(IReadOnlyList<LineFault> Faults);

/// <param name="Steps">Triggers, one after another.</param>
internal sealed record TryBody(JsonElement? Definition, Dictionary<string, string>? Values, List<string>? Steps);

/// <param name="ProcessId">This one alone; by default every open one on the version.</param>
/// <param name="States">Where a state leads that the other version does not have.</param>
internal sealed record MoveBody(int? From, int? To, Guid? ProcessId, Dictionary<string, string>? States, string? Reason, bool? DryRun);

internal sealed record RetireBody(bool? Retired);
