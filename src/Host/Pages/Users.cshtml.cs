using CrossSell.Access.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>The people of the house. A link or token is shown once and never again.</summary>
[Permit(Permission.ManageUsers)]
internal sealed class UsersModel(IDispatcher dispatcher) : PortalPage
{
    public IReadOnlyList<UserItem> Users { get; private set; } = [];

    public IReadOnlyList<TeamItem> Teams { get; private set; } = [];

    public string? OneTimeLink { get; private set; }

    public string? Token { get; private set; }

    public string? OpenForm { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        OpenForm = Trouble is null ? null : Request.Query["handler"].ToString();
        Users = await dispatcher.Ask(new ListUsers(), ct);
        Teams = await dispatcher.Ask(new ListTeams(), ct);
    }

    public async Task OnPostUserAsync(CancellationToken ct)
    {
        var form = Posted;
        var role = Enum.TryParse<Role>(form.Text("role"), true, out var known) ? known : Role.System;
        var added = await dispatcher.Send(new AddUser(form.Text("email"), role, form.Optional("name"), form.Optional("team"), form.Optional("phone")), ct);
        OneTimeLink = $"{Request.Scheme}://{Request.Host}/SetPassword?code={Uri.EscapeDataString(added.SetPasswordCode ?? string.Empty)}";
        NeverKeep();
        await Load(ct);
    }

    public async Task<RedirectResult> OnPostTeamAsync(CancellationToken ct)
    {
        await dispatcher.Send(new AddTeam(Posted.Text("name")), ct);
        return Redirect("/Users");
    }

    public async Task<RedirectResult> OnPostRenameAsync(Guid team, CancellationToken ct)
    {
        await dispatcher.Send(new RenameTeam(team, Posted.Text("name")), ct);
        return Redirect("/Users");
    }

    public async Task<RedirectResult> OnPostShareAsync(Guid team, CancellationToken ct)
    {
        await dispatcher.Send(new ShareClients(team, Posted.Text("share") == "true"), ct);
        return Redirect("/Users");
    }

    public async Task OnPostTokenAsync(CancellationToken ct)
    {
        var form = Posted;
        var days = form.Number("days") ?? 0;
        form.Demand();
        Token = await dispatcher.Send(new CreateToken(form.Text("user"), (int)Math.Clamp(days, 0, 100_000)), ct);
        NeverKeep();
        await Load(ct);
    }

    private void NeverKeep() => Response.Headers.CacheControl = "no-store";
}
