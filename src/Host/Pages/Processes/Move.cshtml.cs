using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages.Processes;

/// <summary>Open instances move to another version of their definition: first what that does, then the doing.</summary>
[Permit(Permission.DirectProcesses)]
internal sealed class MoveModel(IDispatcher dispatcher) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = string.Empty;

    [BindProperty(SupportsGet = true)]
    public int From { get; set; }

    [BindProperty(SupportsGet = true)]
    public int To { get; set; }

    /// <summary>This one alone.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Process { get; set; }

    public VersionPreview Preview { get; private set; } = null!;

    public ProcessDefinition Target { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    /// <summary>The same page with the states as chosen.</summary>
    public Task OnPostPreviewAsync(CancellationToken ct) => Load(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await dispatcher.Send(new MoveToVersion(Key, From, To, Posted.Text("reason"), Process, Chosen), ct);
        return Redirect(Process is { } one ? $"/Processes/{one}?done=processVersioned" : $"/Processes/Definitions/{Uri.EscapeDataString(Key)}?done=processVersioned");
    }

    public override async Task Load(CancellationToken ct)
    {
        Target = (await dispatcher.Ask(new GetDefinition(Key, To), ct)).Definition;
        Preview = await dispatcher.Ask(new PreviewVersion(Key, From, To, Process, Chosen), ct);
    }

    private Dictionary<string, string> Chosen => HttpMethods.IsPost(Request.Method)
        ? Request.Form.Where(f => f.Key.StartsWith("into.", StringComparison.Ordinal) && f.Value.ToString().Length > 0).ToDictionary(f => f.Key["into.".Length..], f => f.Value.ToString())
        : [];
}
