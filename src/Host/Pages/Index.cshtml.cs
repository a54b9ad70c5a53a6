using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>Brings everybody to where their work is.</summary>
[Permit(Permission.OwnAccount)]
internal sealed class IndexModel(Shell shell) : PortalPage
{
    public RedirectResult OnGet() => Redirect(shell.Actor.Role == Role.BackOffice ? "/Documents" : "/Today");
}
