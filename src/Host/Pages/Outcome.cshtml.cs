using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>Takes the outcome of a call and says what happens next.</summary>
[Permit(Permission.WorkOffers)]
internal sealed class OutcomeModel(IDispatcher dispatcher, OutcomeReader outcomes) : PortalPage
{
    public OutcomeAnswer? Answer { get; private set; }

    public OutcomeUndone? TakenBack { get; private set; }

    public RedirectResult OnGet() => Redirect("/Today");

    public async Task<IActionResult> OnPostAsync(Guid offer, CancellationToken ct)
    {
        Answer = await dispatcher.Send(outcomes.Read(offer, Posted), ct);
        return IsPartial ? Fragment("_Next", Answer) : Page();
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid offer, Guid? attempt, CancellationToken ct)
    {
        TakenBack = await dispatcher.Send(new UndoOutcome(offer, attempt), ct);
        return IsPartial ? Fragment("_TakenBack", TakenBack) : Page();
    }
}
