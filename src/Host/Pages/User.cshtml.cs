using CrossSell.Access.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>One person of the house: role, team, a new link for the password, and the end.</summary>
[Permit(Permission.ManageUsers)]
internal sealed class UserModel(IDispatcher dispatcher) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public UserItem Person { get; private set; } = null!;

    public IReadOnlyList<TeamItem> Teams { get; private set; } = [];

    public string? OneTimeLink { get; private set; }

    public bool MayHaveClients => Person.Role is Role.Advisor or Role.Manager;

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        Person = await dispatcher.Ask(new GetUser(Id), ct);
        Teams = await dispatcher.Ask(new ListTeams(), ct);
    }

    public async Task<RedirectResult> OnPostSaveAsync(CancellationToken ct)
    {
        var form = Posted;
        var version = form.Number("version");
        form.Demand();
        var role = Enum.TryParse<Role>(form.Text("role"), true, out var known) ? known : Role.System;
        await dispatcher.Send(new ChangeUser(Id, form.Text("name"), role, form.Text("team"), form.Text("phone"), null, version is null ? null : (int)version), ct);
        return Redirect("/Users");
    }

    public async Task<RedirectResult> OnPostActiveAsync(CancellationToken ct)
    {
        await dispatcher.Send(new ChangeUser(Id, Active: Posted.Text("active") == "true"), ct);
        return Redirect($"/Users/{Id}");
    }

    public async Task<RedirectResult> OnPostSecondFactorAsync(CancellationToken ct)
    {
        await dispatcher.Send(new ResetSecondFactor(Id), ct);
        return Redirect($"/Users/{Id}");
    }

    public async Task OnPostLinkAsync(CancellationToken ct)
    {
        var code = await dispatcher.Send(new MakePasswordCode(Id), ct);
        OneTimeLink = $"{Request.Scheme}://{Request.Host}/SetPassword?code={Uri.EscapeDataString(code)}";
        Response.Headers.CacheControl = "no-store";
        await Load(ct);
    }
}
