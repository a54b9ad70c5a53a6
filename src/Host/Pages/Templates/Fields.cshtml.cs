using CrossSell.Documents.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Host.Pages;

/// <summary>What a template may read, to look up and copy.</summary>
[Permit(Permission.SeeCatalog)]
internal sealed class TemplateFieldsModel(IDispatcher dispatcher) : PortalPage
{
    public IReadOnlyList<TemplateField> Fields { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Fields = await dispatcher.Ask(new ListTemplateFields(), ct);
}
