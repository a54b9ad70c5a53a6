using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages.Processes;

/// <summary>Starts a process: its title, what it asks for, and the client where it is about one.</summary>
[Permit(Permission.MoveProcesses)]
internal sealed class StartModel(IDispatcher dispatcher, IClientDirectory clients) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = string.Empty;

    /// <summary>The client it is about, where one comes from a client.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Client { get; set; }

    public ProcessDefinition Definition { get; private set; } = null!;

    public string? ClientName { get; private set; }

    public ProcessField FieldOf(FieldDefinition field) =>
        new(field, HttpMethods.IsPost(Request.Method) ? Posted.Optional("values." + field.Name) : null, field.Required, Trouble?.Of("values." + field.Name));

    public string? Shown(string name) => HttpMethods.IsPost(Request.Method) ? Posted.Optional(name) : null;

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await Load(ct);
        var form = Posted;
        var values = Definition.Fields.Select(f => (f.Name, Value: form.Optional("values." + f.Name))).Where(v => v.Value is not null).ToDictionary(v => v.Name, v => v.Value!);
        var started = await dispatcher.Send(new StartProcess(Key, form.Text("title"), Definition.AboutClient ? await ClientOf(form, ct) : null, values), ct);
        return Redirect($"/Processes/{started.Id}?done=processStarted");
    }

    public override async Task Load(CancellationToken ct)
    {
        Definition = (await dispatcher.Ask(new GetDefinition(Key), ct)).Definition;
        if (Client is { } client && Definition.AboutClient)
        {
            await dispatcher.Ask(new GetClient(client), ct);
            ClientName = (await clients.Names([client], ct)).GetValueOrDefault(client);
        }
    }

    private async Task<Guid?> ClientOf(Form form, CancellationToken ct)
    {
        if (Client is not null || form.Optional("externalId") is not { } external)
        {
            return Client;
        }

        return (await clients.ByExternalIds([external], ct)).TryGetValue(external, out var found)
            ? found.Id
            : throw new InvalidInputException("externalId", "unknownClient", $"There is no client {external}.");
    }
}
