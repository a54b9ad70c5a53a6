using CrossSell.Access.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using CrossSell.Worklist.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>Who to call, when, why, with what.</summary>
[Permit(Permission.WorkOffers)]
internal sealed class TodayModel(IDispatcher dispatcher, BusinessClock clock, Shell shell) : PortalPage
{
    private const int AtOnce = 40;

    [BindProperty(SupportsGet = true)]
    public string? Advisor { get; set; }

    public TodayList List { get; private set; } = new(0, 0, 0, [], null);

    public IReadOnlyList<Person> Advisors { get; private set; } = [];

    /// <summary>The group the page before ended in.</summary>
    public string? LastGroup { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public async Task<PartialViewResult> OnGetMoreAsync(string after, string? group, CancellationToken ct)
    {
        LastGroup = group;
        List = await Read(after, ct);
        return Fragment("_TodayRows", this);
    }

    public async Task<IActionResult> OnPostDoneAsync(Guid task, CancellationToken ct)
    {
        var done = await dispatcher.Send(new CompleteTask(task, null), ct);
        return IsPartial ? Fragment("_TaskDone", done) : RedirectToPage();
    }

    public override async Task Load(CancellationToken ct)
    {
        List = await Read(null, ct);
        Advisors = shell.SeesSeveral ? await dispatcher.Ask(new ListAdvisors(), ct) : [];
    }

    public string GroupOf(TodayItem item) => item.DueOn.CompareTo(clock.Today) switch
    {
        < 0 => "overdue",
        0 => "today",
        _ => "next",
    };

    private Task<TodayList> Read(string? after, CancellationToken ct) =>
        dispatcher.Ask(new GetToday(string.IsNullOrEmpty(Advisor) ? null : Advisor, null, after, AtOnce), ct);
}
