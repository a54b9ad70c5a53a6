using CrossSell.Host.Diagrams;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages.Processes;

/// <summary>One process: where it stands, what can be done now and by whom, its diagram, how it got there.</summary>
[Permit(Permission.SeeClients)]
internal sealed class OneModel(IDispatcher dispatcher) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public ProcessView Process { get; private set; } = null!;

    public ProcessDefinition Definition { get; private set; } = null!;

    public Trace Trace => Trace.Of(Process);

    /// <summary>Where it stood before, for a step back.</summary>
    public string? Before => Process.History.LastOrDefault(s => s.From is not null && s.From != s.To && s.To == Process.State)?.From;

    public ProcessField FieldOf(string name) => new(Definition.Fields.First(f => f.Name == name), Posted("values." + name), true, Trouble?.Of("values." + name));

    public IEnumerable<string> FieldsOf(ProcessWay way) => way.Unmet.Where(r => r.StartsWith("field:", StringComparison.Ordinal)).Select(r => r["field:".Length..]);

    /// <summary>Whether something is missing that can't be given with the step.</summary>
    public static bool IsHeld(ProcessWay way) => way.Unmet.Any(r => r != "note" && !r.StartsWith("field:", StringComparison.Ordinal));

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public async Task<IActionResult> OnPostAdvanceAsync(CancellationToken ct)
    {
        await Load(ct);
        var form = new Form(Request.Form);
        var values = Definition.Fields.Select(f => (f.Name, Value: form.Optional("values." + f.Name))).Where(v => v.Value is not null).ToDictionary(v => v.Name, v => v.Value!);
        await dispatcher.Send(new AdvanceProcess(Id, form.Text("transition"), form.Optional("note"), null, Row(form)) { Values = values }, ct);
        return Back("processMoved");
    }

    public async Task<IActionResult> OnPostJumpAsync(CancellationToken ct)
    {
        var form = new Form(Request.Form);
        await dispatcher.Send(new JumpProcess(Id, form.Text("state"), form.Text("reason"), Row(form)), ct);
        return Back("processJumped");
    }

    public override async Task Load(CancellationToken ct)
    {
        Process = await dispatcher.Ask(new GetProcess(Id), ct);
        Definition = (await dispatcher.Ask(new GetDefinition(Process.Key, Process.Version), ct)).Definition;
    }

    private new string? Posted(string name) => HttpMethods.IsPost(Request.Method) ? new Form(Request.Form).Optional(name) : null;

    private static int? Row(Form form) => form.Number("row") is { } row ? (int)row : null;

    private RedirectResult Back(string done) => Redirect($"/Processes/{Id}?done={done}");
}
