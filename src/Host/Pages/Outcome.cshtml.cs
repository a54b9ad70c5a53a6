using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using CrossSell.Sdk;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>Takes the outcome of a call and says what happens next.</summary>
[Permit(Permission.WorkOffers)]
internal sealed class OutcomeModel(IDispatcher dispatcher, BusinessClock clock) : PortalPage
{
    public OutcomeAnswer? Answer { get; private set; }

    public RedirectResult OnGet() => Redirect("/Today");

    public async Task<IActionResult> OnPostAsync(Guid offer, CancellationToken ct)
    {
        Answer = await dispatcher.Send(Read(offer), ct);
        return IsPartial ? Fragment("_Next", Answer) : Page();
    }

    private RecordOutcome Read(Guid offer)
    {
        var form = Posted;
        var parts = form.Text("answer").Split(':');
        if (!Enum.TryParse<Outcome>(parts[0], true, out var outcome) || !Enum.IsDefined(outcome))
        {
            throw new InvalidInputException("answer", "unknownOutcome", "This is not an outcome.");
        }

        var callBack = outcome == Outcome.CallBack ? form.Minute("callBackAt") : null;
        form.Demand();
        return new RecordOutcome(
            offer, outcome, parts.Length > 1 ? parts[1] : null, form.Optional("note"), null,
            callBack is { } at ? clock.At(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at)) : null, null);
    }
}
