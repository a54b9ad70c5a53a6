using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>What the box in the bar finds. Names are sent, not put into the page's address: addresses end up in logs and histories.</summary>
[Permit(Permission.SeeClients)]
internal sealed class SearchModel(IDispatcher dispatcher) : PortalPage
{
    private const int WhileTyping = 8;
    private const int OnThePage = 50;

    public string Q { get; private set; } = string.Empty;

    public SearchAnswer Found { get; private set; } = new([], false, false);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Q = Posted.Text("q");
        Found = Q.Length == 0 ? Found : await dispatcher.Ask(new Search(Q, IsPartial ? WhileTyping : OnThePage), ct);
        return IsPartial ? Fragment("_SearchHits", this)
            : Found is { Guessed: false, Items: [var only] } ? Redirect(Address(only))
            : Page();
    }

    public static string Address(SearchHit hit) => hit.Group switch
    {
        "contract" => $"/Clients/{hit.ClientId}#contracts-title",
        "document" => $"/Clients/{hit.ClientId}#documents-title",
        _ => $"/Clients/{hit.ClientId}",
    };
}
