using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages.Processes;

/// <summary>What runs in the house: as a table, or one definition as a board.</summary>
[Permit(Permission.SeeClients)]
internal sealed class IndexModel(IDispatcher dispatcher) : PortalPage
{
    private const int AtOnce = 50;
    private const int OnAColumn = 20;

    [BindProperty(SupportsGet = true)]
    public string? Of { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    /// <summary><c>open</c> (when nothing is said), <c>won</c>, <c>lost</c> or <c>all</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Category { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Late { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Mine { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Board { get; set; }

    public IReadOnlyList<DefinitionSummary> Definitions { get; private set; } = [];

    public DefinitionSummary? Chosen => Definitions.FirstOrDefault(d => d.Key == Of);

    public IReadOnlyList<(string Key, string Name)> States { get; private set; } = [];

    public Page<ProcessRow> List { get; private set; } = new([], null);

    public ProcessBoard? Columns { get; private set; }

    public string Here(bool? board = null, string? handler = null) =>
        $"/Processes?of={Uri.EscapeDataString(Of ?? string.Empty)}&state={Uri.EscapeDataString(State ?? string.Empty)}&category={Uri.EscapeDataString(Category ?? string.Empty)}&late={Word(Late)}&mine={Word(Mine)}&board={Word(board ?? Board)}{(handler is null ? null : "&handler=" + handler)}";

    public async Task OnGetAsync(CancellationToken ct)
    {
        Definitions = await dispatcher.Ask(new ListDefinitions(), ct);
        if (Board && Chosen is null)
        {
            // A board is of one process: that of which most is going on.
            Of = Definitions.MaxBy(d => d.Open)?.Key;
        }

        if (Chosen is { } chosen)
        {
            var definition = (await dispatcher.Ask(new GetDefinition(chosen.Key), ct)).Definition;
            States = [.. definition.States.Select(s => (s.Key, Name: s.Name.In(Language)))];
        }

        if (Board && Chosen is not null)
        {
            Columns = await dispatcher.Ask(new GetProcessBoard(Chosen.Key, Mine, OnAColumn), ct);
        }
        else
        {
            List = await Read(null, ct);
        }
    }

    public async Task<PartialViewResult> OnGetMoreAsync(string after, CancellationToken ct)
    {
        List = await Read(after, ct);
        return Fragment("_ProcessRows", this);
    }

    private string Language => HttpContext.RequestServices.GetRequiredService<Texts>().Language;

    private Task<Page<ProcessRow>> Read(string? after, CancellationToken ct) => dispatcher.Ask(
        new ListProcesses(
            new ProcessFilter(
                string.IsNullOrEmpty(Of) ? null : Of, string.IsNullOrEmpty(State) ? null : State,
                Category == "all" || !string.IsNullOrEmpty(State) ? null : Enum.TryParse<StateCategory>(Category, true, out var category) ? category : StateCategory.Open, Late: Late, Mine: Mine),
            after,
            AtOnce),
        ct);

    private static string Word(bool value) => value ? "true" : "false";
}
