using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>What the advisor saw then: the client as the record says it stood at the end of a day.</summary>
[Permit(Permission.SeeClients)]
internal sealed class AsOfModel(IDispatcher dispatcher, PeopleNames people, BusinessClock clock) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    public DateOnly Shown => Day ?? clock.Today;

    public CardAsOf Card { get; private set; } = null!;

    public string AdvisorName { get; private set; } = string.Empty;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Card = await dispatcher.Ask(new GetCardAsOf(Id, clock.At(Shown.AddDays(1), TimeOnly.MinValue).AddTicks(-10)), ct);
        await people.Load([Card.Client.AdvisorId], ct);
        AdvisorName = people.Of(Card.Client.AdvisorId, Card.Client.Advisor);
    }
}
