using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;

namespace CrossSell.Host.Pages;

/// <summary>The proof that no contract is forgotten, and the scan that makes it so.</summary>
[Permit(Permission.Scan)]
internal sealed class CoverageModel(IDispatcher dispatcher) : PortalPage
{
    public Coverage Figures { get; private set; } = new(0, 0, new Dictionary<string, int>(), 0, 0, []);

    public ScanResult? Scan { get; private set; }

    public DateOnly? LastRun { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public async Task OnPostAsync(CancellationToken ct)
    {
        Scan = await dispatcher.Send(new RunScan(null), ct);
        await Load(ct);
    }

    public override async Task Load(CancellationToken ct)
    {
        Figures = await dispatcher.Ask(new GetCoverage(null), ct);
        LastRun = await dispatcher.Ask(new LastScan(), ct);
    }
}
