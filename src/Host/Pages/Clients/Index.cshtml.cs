using CrossSell.Access.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

[Permit(Permission.SeeClients)]
internal sealed class ClientsModel(IDispatcher dispatcher, Shell shell) : PortalPage
{
    private const int AtOnce = 50;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Advisor { get; set; }

    public Page<ClientItem> Found { get; private set; } = new([], null);

    public IReadOnlyList<Person> Advisors { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Found = await Find(null, ct);
        Advisors = shell.SeesSeveral ? await dispatcher.Ask(new ListAdvisors(), ct) : [];
    }

    public async Task<PartialViewResult> OnGetFoundAsync(string? after, CancellationToken ct)
    {
        Found = await Find(after, ct);
        return Fragment("_ClientRows", this);
    }

    public string NameOf(string email) => Advisors.FirstOrDefault(a => a.Email == email)?.Name ?? email;

    private Task<Page<ClientItem>> Find(string? after, CancellationToken ct) =>
        dispatcher.Ask(new FindClients(Q, string.IsNullOrEmpty(Advisor) ? null : Advisor, after, AtOnce), ct);
}
