using CrossSell.Catalog.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Host.Pages;

[Permit(Permission.SeeCatalog)]
internal sealed class ProductLinesModel(IDispatcher dispatcher) : PortalPage
{
    public IReadOnlyList<LineStatus> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Lines = await dispatcher.Ask(new ListLines(), ct);
}
