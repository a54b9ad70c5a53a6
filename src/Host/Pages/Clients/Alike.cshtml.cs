using System.Globalization;
using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>The fragment below a client's form that says, on leaving a field, which clients look like this one.</summary>
[Permit(Permission.EditClients)]
internal sealed class AlikeModel(IDispatcher dispatcher) : PortalPage
{
    public AlikeAnswer Answer { get; private set; } = new([], false);

    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "person";

    [BindProperty(SupportsGet = true)]
    public Guid? Except { get; set; }

    public async Task<PartialViewResult> OnPostAsync(CancellationToken ct)
    {
        var form = Posted;
        var born = DateOnly.TryParseExact(form.Text("birthDate"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null;
        var data = new ClientData(
            null, Kind, form.Optional("givenName"), form.Optional("familyName"), form.Optional("companyName"), born, form.Optional("taxNumber"), form.Optional("email"), form.Optional("phone"),
            null, null, null, null, null);
        Answer = await dispatcher.Ask(new FindAlike(data, Except), ct);
        return Fragment("_Alike", Answer);
    }
}
