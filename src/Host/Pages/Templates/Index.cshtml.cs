using CrossSell.Documents.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>The templates and their versions; a new one is checked before it is kept.</summary>
[Permit(Permission.SeeCatalog)]
internal sealed class TemplatesModel(IDispatcher dispatcher, Shell shell) : PortalPage
{
    private ILookup<(string?, string, string), TemplateView> _versions = Array.Empty<TemplateView>().ToLookup(t => (t.Line, t.Key, t.Language));

    public IEnumerable<IReadOnlyList<TemplateView>> Templates => _versions.Select(versions => versions.ToList());

    public IEnumerable<string> Lines => _versions.Select(g => g.Key.Item1).OfType<string>().Distinct();

    public IEnumerable<string> Keys => _versions.Select(g => g.Key.Item2).Distinct();

    public bool MayUpload => shell.Actor.May(Permission.EditTemplates);

    /// <summary>A file that was refused: its name, what is wrong, and its text to show the faults in.</summary>
    public (string File, TemplateUpload Upload)? Refused { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct) => _versions = (await dispatcher.Ask(new ListTemplates(), ct)).ToLookup(t => (t.Line, t.Key, t.Language));

    public async Task<IActionResult> OnPostUploadAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is null)
        {
            throw new InvalidInputException("file", "noFile", "Choose a file.");
        }

        var form = Posted;
        var upload = await dispatcher.Send(new UploadTemplate(form.Optional("line"), form.Text("key"), form.Text("language"), file.FileName, await Uploads.Read(file, ct)), ct);
        if (upload.Template is { } draft)
        {
            return Redirect($"/Templates/{draft.Id}?done=templateUploaded");
        }

        Refused = (file.FileName, upload);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await Load(ct);
        return Page();
    }
}
