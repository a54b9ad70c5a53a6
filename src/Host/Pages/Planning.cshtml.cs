using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Worklist.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>What can't be met in the weeks to come, why, and who has room.</summary>
[Permit(Permission.PlanTeam)]
internal sealed class PlanningModel(IDispatcher dispatcher) : PortalPage
{
    private const int Weeks = 13;

    [BindProperty(SupportsGet = true)]
    public int? Handed { get; set; }

    public IReadOnlyList<PlanningWeek> Troubled { get; private set; } = [];

    public IReadOnlyList<IGrouping<DateOnly, PlanningWeek>> All { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        var planning = await dispatcher.Ask(new GetPlanning(Weeks), ct);
        Troubled = [.. planning.Weeks.Where(w => w.Short.Count > 0)];
        All = [.. planning.Weeks.GroupBy(w => w.Monday)];
    }

    /// <summary>Hands calls that do not fit to a colleague with room, as far as the room goes.</summary>
    public async Task<IActionResult> OnPostHandOnAsync(CancellationToken ct)
    {
        var form = Posted;
        var tasks = form.Ids("tasks");
        foreach (var task in tasks)
        {
            await dispatcher.Send(new DelegateTask(task, form.Text("to"), form.Optional("note")), ct);
        }

        return Redirect($"/Planning?handed={tasks.Count}");
    }
}
