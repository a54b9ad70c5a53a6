using CrossSell.Access.Messages;
using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>Takes a new client in.</summary>
[Permit(Permission.EditClients)]
internal sealed class NewClientModel(IDispatcher dispatcher, Shell shell) : PortalPage
{
    public static readonly IReadOnlyList<string> Consents = ["phone:service", "phone:marketing", "email:service", "email:marketing", "post:service", "post:marketing"];

    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "person";

    public IReadOnlyList<Person> Advisors { get; private set; } = [];

    public bool IsTicked(string consent) => Request.HasFormContentType && Request.Form["consent"].Contains(consent);

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct) => Advisors = shell.SeesSeveral ? await AdvisorChoice.Ask(dispatcher, ct) : [];

    public async Task<IActionResult> OnPostAddAsync(CancellationToken ct)
    {
        var form = Posted;
        var birth = form.Day("birthDate");
        form.Demand();
        var consents = Request.Form["consent"].OfType<string>().Where(Consents.Contains).Select(c => c.Split(':'))
            .Select(c => new ConsentData(c[0], c[1], true, null, "portal")).ToList();
        var client = await dispatcher.Send(
            new AddClient(new ClientData(
                form.Optional("externalId"), Kind, form.Optional("givenName"), form.Optional("familyName"), form.Optional("companyName"), birth, form.Optional("taxNumber"),
                form.Optional("email"), form.Optional("phone"), new AddressData(null, form.Optional("address.postalCode"), form.Optional("address.city"), form.Optional("address.street")),
                null, form.Optional("advisor"), null, consents)),
            ct);
        return Redirect($"/Clients/{client.Id}?done=clientAdded");
    }
}
