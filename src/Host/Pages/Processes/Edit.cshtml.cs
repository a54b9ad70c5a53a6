using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages.Processes;

/// <summary>A definition as JSON, checked and drawn while it is written, tried on paper, published as a new version.</summary>
[Permit(Permission.ManageCatalog)]
internal sealed class EditModel(IDispatcher dispatcher) : PortalPage
{
    private const string Fresh = "new-process";

    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = string.Empty;

    public string Json { get; private set; } = string.Empty;

    public DefinitionCheck Check { get; private set; } = new(null, []);

    public DefinitionTrial? Trial { get; private set; }

    /// <summary>The steps of the dry run.</summary>
    public IReadOnlyList<string> Steps { get; private set; } = [];

    public bool IsNew => Key == Fresh;

    public string Here(string handler) => $"/Processes/Definitions/{Uri.EscapeDataString(Key)}/Edit?handler={handler}";

    public string? Shown(string name) => HttpMethods.IsPost(Request.Method) ? Posted.Optional(name) : null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (IsNew)
        {
            Json = DefinitionSketch.Json;
        }
        else
        {
            var view = await dispatcher.Ask(new GetDefinition(Key), ct);
            Json = view.Json.Replace($"\"version\": {view.Definition.Version}", $"\"version\": {view.Definition.Version + 1}", StringComparison.Ordinal);
        }

        Check = await dispatcher.Ask(new CheckDefinition(Json), ct);
    }

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken ct)
    {
        await Load(ct);
        return IsPartial ? Fragment("_DefinitionCheck", this) : Page();
    }

    public async Task<IActionResult> OnPostTryAsync(CancellationToken ct)
    {
        await Load(ct);
        var form = Posted;
        Steps = [.. form.All("steps"), .. form.All("step")];
        if (form.Optional("restart") is not null)
        {
            Steps = [];
        }

        if (Check is { Faults.Count: 0, Definition: { } definition })
        {
            Trial = await dispatcher.Ask(new TryDefinition(Json, Values(form, definition), Steps), ct);
            Steps = [.. Steps.Take(Trial.Refused is null ? Steps.Count : Steps.Count - 1)];
        }

        return IsPartial ? Fragment("_DefinitionTrial", this) : Page();
    }

    public async Task<IActionResult> OnPostPublishAsync(CancellationToken ct)
    {
        await Load(ct);
        var published = await dispatcher.Send(new PublishDefinition(Json, Posted.Optional("note")), ct);
        return Redirect($"/Processes/Definitions/{published.Definition.Key}?done=definitionPublished");
    }

    public override async Task Load(CancellationToken ct)
    {
        Json = Request.Form["json"].ToString();
        Check = await dispatcher.Ask(new CheckDefinition(Json), ct);
    }

    /// <summary>The line of a fault's place in the text, counted from 1.</summary>
    public int? LineOf(string pointer) => JsonPlaces.LineOf(Json, pointer);

    public ProcessField FieldOf(FieldDefinition field) => new(field, Shown("values." + field.Name) ?? Sample(field), false, null);

    private static Dictionary<string, string> Values(Form form, ProcessDefinition definition) => definition.Fields
        .Select(f => (f.Name, Value: form.Optional("values." + f.Name) ?? Sample(f))).Where(v => v.Value is not null).ToDictionary(v => v.Name, v => v.Value!);

    private static string? Sample(FieldDefinition field) => field.Type is FieldType.Money or FieldType.Number && field.Required ? "100000" : null;
}
