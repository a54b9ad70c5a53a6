using CrossSell.Access.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using CrossSell.Worklist.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>Call mode: one client after the other, all one needs to know before the call, one key for how it ended.</summary>
[Permit(Permission.WorkOffers)]
internal sealed class CallsModel(IDispatcher dispatcher, OutcomeReader outcomes, Shell shell) : PortalPage
{
    private const int MostPinned = 5;

    [BindProperty(SupportsGet = true)]
    public string? Queue { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Advisor { get; set; }

    public WorkQueue? Chosen => Enum.TryParse<WorkQueue>(Queue, true, out var queue) ? queue : null;

    public IReadOnlyList<Person> Advisors { get; private set; } = [];

    public NextCall Next { get; private set; } = new(0, null, null);

    /// <summary>What is pinned to the client.</summary>
    public IReadOnlyList<NoteView> Pinned { get; private set; } = [];

    /// <summary>How the call before ended.</summary>
    public OutcomeAnswer? Ended { get; private set; }

    /// <summary>What was said to be the end of the call before, and was not.</summary>
    public OutcomeUndone? TakenBack { get; private set; }

    /// <summary>The planned call before that is done.</summary>
    public TaskView? Closed { get; private set; }

    public string Here(string handler) => $"/Calls?handler={handler}&queue={Uri.EscapeDataString(Queue ?? string.Empty)}&advisor={Uri.EscapeDataString(Advisor ?? string.Empty)}";

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        Advisors = shell.SeesSeveral ? await AdvisorChoice.Ask(dispatcher, ct) : [];
        Next = await Take(null, null, ct);
    }

    public async Task<IActionResult> OnPostOutcomeAsync(Guid offer, CancellationToken ct)
    {
        Ended = await dispatcher.Send(outcomes.Read(offer, Posted), ct);
        return await GoOn(Ended.Offer.ClientId, ct);
    }

    /// <summary>Takes the last outcome back and returns to its client, unless somebody else has them by now; who was shown meanwhile is let go.</summary>
    public async Task<IActionResult> OnPostUndoAsync(Guid offer, Guid? attempt, Guid? shown, CancellationToken ct)
    {
        TakenBack = await dispatcher.Send(new UndoOutcome(offer, attempt), ct);
        Next = await Take(TakenBack.Offer.ClientId, null, ct);
        if (shown is { } client && Next.Call?.Card.Client.Id != client)
        {
            await dispatcher.Ask(new HoldLine(client, false), ct);
        }

        return Shown();
    }

    public async Task<IActionResult> OnPostDoneAsync(Guid task, CancellationToken ct)
    {
        Closed = await dispatcher.Send(new CompleteTask(task, Posted.Optional("note")), ct);
        return await GoOn(Closed.ClientId, ct);
    }

    /// <summary>Puts the client aside and goes on.</summary>
    public async Task<IActionResult> OnPostAsideAsync(Guid client, CancellationToken ct)
    {
        Next = await Take(null, client, ct);
        return Shown();
    }

    private async Task<IActionResult> GoOn(Guid? client, CancellationToken ct)
    {
        Next = await Take(client, null, ct);
        if (client is { } held && Next.Call?.Card.Client.Id != held)
        {
            await dispatcher.Ask(new HoldLine(held, false), ct);
        }

        return Shown();
    }

    private IActionResult Shown() => IsPartial ? Fragment("_Call", this) : Page();

    private async Task<NextCall> Take(Guid? stay, Guid? aside, CancellationToken ct)
    {
        var next = await dispatcher.Ask(new TakeNextCall(Chosen, string.IsNullOrEmpty(Advisor) ? null : Advisor, stay, aside), ct);
        Pinned = next.Call is { } call ? (await dispatcher.Ask(new ListNotes(call.Card.Client.Id, true, null, MostPinned), ct)).Items : [];
        return next;
    }
}
