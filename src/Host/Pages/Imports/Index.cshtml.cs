using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>Takes a file in, and lists what was tried and imported.</summary>
[Permit(Permission.Import)]
[LargeFile]
internal sealed class ImportsModel(IDispatcher dispatcher) : PortalPage
{
    private const int Latest = 30;

    public string Kind { get; private set; } = "clients";

    public string? Encoding { get; private set; }

    public IReadOnlyList<ImportView> Runs { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct) => Runs = await dispatcher.Ask(new ListImports(Latest), ct);

    public async Task<RedirectResult> OnPostAsync(IFormFile? file, CancellationToken ct)
    {
        Kind = Posted.Text("kind") == "contracts" ? "contracts" : "clients";
        Encoding = Posted.Optional("encoding");
        if (file is null)
        {
            throw new InvalidInputException("file", "noFile", "Choose a file.");
        }

        var staged = await dispatcher.Send(new StageImport(Kind, Path.GetFileName(file.FileName), await Uploads.Read(file, ct), Encoding), ct);
        return Redirect($"/Import/{staged.Id}");
    }
}
