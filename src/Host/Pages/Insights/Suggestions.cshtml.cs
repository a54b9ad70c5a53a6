using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages.Insights;

/// <summary>What was learned of each line and how well it ranks; how well chances foretold answers; whether it sells more than rules alone.</summary>
[Permit(Permission.ManageCatalog)]
internal sealed class SuggestionsModel(IDispatcher dispatcher) : PortalPage
{
    private const int MostVersions = 60;

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public IReadOnlyList<ModelVersion> Versions { get; private set; } = [];

    public IEnumerable<ModelVersion> Current => Versions.Where(v => v.Current).OrderBy(v => v.Line, StringComparer.Ordinal);

    public SuggestionFigures Figures { get; private set; } = new([], false, 0, 0, [], 0, 0);

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await dispatcher.Send(new LearnSuggestions(), ct);
        return Redirect("/Insights/Suggestions?done=learned");
    }

    public override async Task Load(CancellationToken ct)
    {
        Versions = await dispatcher.Ask(new ListModels(Limit: MostVersions), ct);
        Figures = await dispatcher.Ask(new GetSuggestionFigures(), ct);
    }
}
