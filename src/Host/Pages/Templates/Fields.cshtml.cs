using CrossSell.Catalog.Messages;
using CrossSell.Documents.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>What a template may read, to look up and copy.</summary>
[Permit(Permission.SeeCatalog)]
internal sealed class TemplateFieldsModel(IDispatcher dispatcher) : PortalPage
{
    public IReadOnlyList<TemplateField> Fields { get; private set; } = [];

    [BindProperty(SupportsGet = true)]
    public string? Line { get; set; }

    public IReadOnlyList<LineStatus> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Lines = [.. (await dispatcher.Ask(new ListLines(), ct)).Where(l => l.Active)];
        Line = Lines.Any(l => l.Code == Line) ? Line : null;
        Fields = await dispatcher.Ask(new ListTemplateFields(Line), ct);
    }
}
