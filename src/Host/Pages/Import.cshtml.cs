using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Host.Pages;

/// <summary>Brings a book in from CSV: tried first, then for real.</summary>
[Permit(Permission.Import)]
internal sealed class ImportModel(IDispatcher dispatcher) : PortalPage
{
    public const int MostShown = 200;

    public string? Kind { get; private set; }

    public bool AllOrNothing { get; private set; }

    public ImportReport? Report { get; private set; }

    public void OnGet()
    {
    }

    public async Task OnPostAsync(IFormFile? file, CancellationToken ct)
    {
        Kind = Posted.Text("kind");
        AllOrNothing = Posted.Text("allOrNothing") == "true";
        if (file is null)
        {
            throw new InvalidInputException("file", "noFile", "Choose a file.");
        }

        var content = await Uploads.Read(file, ct);
        var dry = Posted.Text("mode") != "real";
        Report = Kind == "contracts"
            ? await dispatcher.Send(new ImportContracts(content, dry, AllOrNothing), ct)
            : await dispatcher.Send(new ImportClients(content, dry, AllOrNothing), ct);
    }
}
