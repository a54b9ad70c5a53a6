using CrossSell.Access.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using CrossSell.Worklist.Messages;
using Microsoft.AspNetCore.Mvc;

namespace CrossSell.Host.Pages;

/// <summary>Who to call, when, why, with what.</summary>
[Permit(Permission.WorkOffers)]
internal sealed class TodayModel(IDispatcher dispatcher, BusinessClock clock, WorkingDays workingDays, TroubleWords words, Shell shell) : PortalPage
{
    private const int AtOnce = 40;

    [BindProperty(SupportsGet = true)]
    public string? Advisor { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Queue { get; set; }

    /// <summary>How many were moved just now.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Moved { get; set; }

    public TodayList List { get; private set; } = new(0, 0, 0, [], null);

    public IReadOnlyList<Person> Advisors { get; private set; } = [];

    /// <summary>The group the page before ended in.</summary>
    public string? LastGroup { get; private set; }

    public WorkQueue? Chosen => Enum.TryParse<WorkQueue>(Queue, true, out var queue) ? queue : null;

    /// <summary>The next days lie folded while there is something to do now.</summary>
    public bool FoldsNext => List.Overdue + List.DueToday > 0;

    public string Here(string? handler = null, string? queue = null) =>
        $"/Today?queue={Uri.EscapeDataString(queue ?? Queue ?? string.Empty)}&advisor={Uri.EscapeDataString(Advisor ?? string.Empty)}{(handler is null ? null : "&handler=" + handler)}";

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public async Task<PartialViewResult> OnGetMoreAsync(string after, string? group, CancellationToken ct)
    {
        LastGroup = group;
        List = await Read(after, ct);
        return Fragment("_TodayRows", this);
    }

    public async Task<PartialViewResult> OnGetMenuAsync(Guid task, CancellationToken ct)
    {
        var view = await dispatcher.Ask(new GetTask(task), ct);
        var theirs = view.AboutTaskId is { } about ? await dispatcher.Ask(new GetTask(about), ct) : view;
        var colleagues = await dispatcher.Ask(new ListDelegates(theirs.Id), ct);
        return Fragment("_TaskMenu", new TaskMenu(view, theirs, colleagues, workingDays.Add(clock.Today, 1), workingDays.OnOrAfter(clock.Today.AddDays(7)), shell.Actor.UserId));
    }

    public async Task<IActionResult> OnPostDoneAsync(Guid task, CancellationToken ct)
    {
        var done = await dispatcher.Send(new CompleteTask(task, null), ct);
        return Gone(done, "task.isDone", "is-accepted");
    }

    public async Task<IActionResult> OnPostClaimAsync(Guid task, CancellationToken ct)
    {
        await dispatcher.Send(new ClaimTask(task), ct);
        return IsPartial ? Fragment("_TodayRow", new TodayRow(await dispatcher.Ask(new GetTodayItem(task), ct), true)) : Redirect(Here());
    }

    public async Task<IActionResult> OnPostReleaseAsync(Guid task, CancellationToken ct) =>
        Gone(await dispatcher.Send(new ReleaseTask(task), ct), "task.isReleased");

    public async Task<IActionResult> OnPostDelegateAsync(Guid task, CancellationToken ct)
    {
        var form = Posted;
        var who = (await dispatcher.Ask(new ListDelegates(task), ct)).FirstOrDefault(p => p.Email == form.Text("to"))?.Name;
        return Gone(await dispatcher.Send(new DelegateTask(task, form.Text("to"), form.Optional("note")), ct), "task.isDelegated", who: who);
    }

    public async Task<IActionResult> OnPostSnoozeAsync(Guid task, CancellationToken ct)
    {
        var form = Posted;
        var (until, atMinute) = Until(form);
        try
        {
            var snoozed = await dispatcher.Send(new SnoozeTask(task, until, atMinute, form.Text("anyway") == "true"), ct);
            return Gone(snoozed, "task.isSnoozed");
        }
        catch (RuleBrokenException late) when (late.Code == "error.pastWindow" && IsPartial)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Fragment("_SnoozeAnyway", new SnoozeAnyway(task, form.Text("when"), form.Text("at"), words.Of(late)));
        }
    }

    /// <summary>How the days would fill.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct) => Fragment("_MovePreview", await dispatcher.Send(Moving(true), ct));

    public async Task<IActionResult> OnPostMoveAsync(CancellationToken ct)
    {
        var moved = await dispatcher.Send(Moving(false), ct);
        return Redirect($"{Here()}&moved={moved.Moved.Count}");
    }

    public override async Task Load(CancellationToken ct)
    {
        List = await Read(null, ct);
        Advisors = shell.SeesSeveral ? await AdvisorChoice.Ask(dispatcher, ct) : [];
    }

    /// <summary>The items in their parts, in the order they come.</summary>
    public IEnumerable<(string Group, bool GoesOn, List<TodayItem> Items)> Parts() =>
        List.Items.GroupBy(GroupOf).Select(part => (part.Key, part.Key == LastGroup, part.ToList()));

    private string GroupOf(TodayItem item) => item.DueOn.CompareTo(clock.Today) switch
    {
        < 0 => "overdue",
        0 => "today",
        _ => "next",
    };

    private IActionResult Gone(TaskView task, string said, string colour = "is-next", string? who = null) =>
        IsPartial ? Fragment("_TaskDone", new TaskGone(task, said, colour, who)) : Redirect(Here());

    private (DateTimeOffset Until, bool AtMinute) Until(Form form)
    {
        switch (form.Text("when"))
        {
            case "tomorrow":
                return (clock.At(workingDays.Add(clock.Today, 1), TimeOnly.MinValue), false);
            case "week":
                return (clock.At(workingDays.OnOrAfter(clock.Today.AddDays(7)), TimeOnly.MinValue), false);
            default:
                form.Require("at");
                var at = form.Minute("at");
                form.Demand();
                return (clock.At(DateOnly.FromDateTime(at!.Value), TimeOnly.FromDateTime(at.Value)), true);
        }
    }

    private RescheduleTasks Moving(bool dryRun)
    {
        var form = Posted;
        var day = form.Text("how") == "day";
        form.Require(day ? "dueOn" : "spreadOver");
        var (on, over) = (day ? form.Day("dueOn") : null, day ? null : form.Number("spreadOver"));
        form.Demand();
        return new RescheduleTasks(form.Ids("ids"), on, over is { } days ? (int)Math.Clamp(days, 0, 1000) : null, dryRun);
    }

    private Task<TodayList> Read(string? after, CancellationToken ct) =>
        dispatcher.Ask(new GetToday(string.IsNullOrEmpty(Advisor) ? null : Advisor, null, after, AtOnce, Chosen), ct);
}
