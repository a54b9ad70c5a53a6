using System.Globalization;
using CrossSell.Access.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Worklist.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>How many clients a person can call on each weekday, and when they are away: for oneself, and by who plans the team.</summary>
[Permit(Permission.WorkOffers)]
internal sealed class AvailabilityModel(IDispatcher dispatcher, Shell shell) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string? Person { get; set; }

    /// <summary>How many calls moved just now.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Moved { get; set; }

    public Availability Of { get; private set; } = new(Guid.Empty, string.Empty, string.Empty, [], false, []);

    public IReadOnlyList<Person> People { get; private set; } = [];

    public string Here(string? handler = null) => $"/Availability?person={Uri.EscapeDataString(Person ?? string.Empty)}{(handler is null ? null : "&handler=" + handler)}";

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public override async Task Load(CancellationToken ct)
    {
        Of = await dispatcher.Ask(new GetAvailability(Whose), ct);
        People = shell.May(Permission.PlanTeam) ? await AdvisorChoice.Ask(dispatcher, ct) : [];
    }

    public Task<IActionResult> OnPostCapacityAsync(CancellationToken ct) => Send(new SetCapacity(Whose, Calls(), IsPreview), ct);

    public Task<IActionResult> OnPostLeaveAsync(CancellationToken ct)
    {
        var form = Posted;
        form.Require("first");
        form.Require("last");
        var (first, last) = (form.Day("first"), form.Day("last"));
        form.Demand();
        return Send(new AddLeave(Whose, first!.Value, last!.Value, form.Optional("note"), IsPreview), ct);
    }

    public Task<IActionResult> OnPostRemoveAsync(Guid leave, CancellationToken ct) => Send(new RemoveLeave(leave, IsPreview), ct);

    private string? Whose => string.IsNullOrWhiteSpace(Person) ? null : Person;

    private bool IsPreview => IsPartial;

    private async Task<IActionResult> Send(ICommand<Replanned> change, CancellationToken ct)
    {
        var answer = await dispatcher.Send(change, ct);
        return answer.DryRun ? Fragment("_Replanned", answer) : Redirect($"{Here()}&moved={answer.Moved.Count}");
    }

    private int[] Calls() => [.. Request.Form["calls"].Select(c => int.TryParse(c, NumberStyles.None, CultureInfo.InvariantCulture, out var calls) ? calls : -1)];
}
