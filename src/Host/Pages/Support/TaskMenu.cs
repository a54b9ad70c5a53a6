using CrossSell.Kernel.Access;
using CrossSell.Offers.Messages;
using CrossSell.Worklist.Messages;

namespace CrossSell.Host.Pages;

/// <param name="Takes">It takes the focus, because it replaces the row that had it.</param>
internal sealed record TodayRow(TodayItem Item, bool Takes = false);

/// <summary>What can be done with a task besides doing it.</summary>
/// <param name="Theirs">What is handed on: the slipping task when this one tells of it.</param>
/// <param name="Tomorrow">The next working day, and <paramref name="InAWeek"/> the one a week from now.</param>
internal sealed record TaskMenu(TaskView Task, TaskView Theirs, IReadOnlyList<Person> Colleagues, DateOnly Tomorrow, DateOnly InAWeek, Guid? Me)
{
    public bool MayRelease => Task.AssigneeId is not null && Task.AssigneeId == Me;
}

/// <summary>Later than the task makes sense: only on a second word.</summary>
internal sealed record SnoozeAnyway(Guid TaskId, string When, string At, Trouble Trouble);

/// <summary>A task that left the list, and what became of it.</summary>
/// <param name="Who">The colleague who has it now.</param>
internal sealed record TaskGone(TaskView Task, string Said, string Colour = "is-next", string? Who = null)
{
    /// <summary>The page of what it was about.</summary>
    public string Place => Task is { ClientId: null, ProcessId: { } process } ? $"/Processes/{process}" : $"/Clients/{Task.ClientId}";
}
