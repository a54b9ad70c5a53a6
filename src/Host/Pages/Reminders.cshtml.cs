using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Worklist.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>What the bell in the frame rings for.</summary>
[Permit(Permission.WorkOffers)]
internal sealed class RemindersModel(IDispatcher dispatcher) : PortalPage
{
    public Reminders Shown { get; private set; } = new(0, 0, []);

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public async Task<PartialViewResult> OnGetBellAsync(CancellationToken ct) => Fragment("_Bell", await dispatcher.Ask(new GetReminders(), ct));

    public async Task<IActionResult> OnPostSeenAsync(CancellationToken ct)
    {
        await dispatcher.Send(new SeeReminders(), ct);
        return IsPartial ? Fragment("_Bell", await dispatcher.Ask(new GetReminders(), ct)) : Redirect("/Reminders");
    }

    public override async Task Load(CancellationToken ct) => Shown = await dispatcher.Ask(new GetReminders(), ct);
}
