using CrossSell.Access.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>The fragment that offers advisors while a name is typed.</summary>
[Permit(Permission.SeeClients)]
internal sealed class AdvisorsModel(IDispatcher dispatcher) : PortalPage
{
    private const int MostOffered = 12;

    /// <summary>The name of the field that is typed in.</summary>
    [BindProperty(SupportsGet = true)]
    public string Field { get; set; } = "advisor";

    public IReadOnlyList<Person> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var typed = Request.Query[Field].ToString().Trim();
        Found = typed.Length == 0 ? [] : await dispatcher.Ask(new ListAdvisors(typed, MostOffered), ct);
    }
}
