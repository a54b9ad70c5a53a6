using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Messages;

namespace CrossSell.Host.Pages.Processes;

/// <summary>The process definitions of the house.</summary>
[Permit(Permission.SeeCatalog)]
internal sealed class DefinitionsModel(IDispatcher dispatcher) : PortalPage
{
    public IReadOnlyList<DefinitionSummary> Definitions { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct) => Definitions = await dispatcher.Ask(new ListDefinitions(), ct);
}
