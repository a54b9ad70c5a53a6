using CrossSell.Kernel.Time;
using CrossSell.Worklist.Messages;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace CrossSell.Worklist.Domain;

/// <summary>An open task as its calendar entries need it.</summary>
/// <param name="ClientId">None for a task of a process about no client.</param>
/// <param name="Name">The client's name, else what people call the process.</param>
internal sealed record CalendarTask(Guid Id, TaskKind Kind, Guid? ClientId, Guid? ProcessId, string Name, DateOnly DueOn, DateTimeOffset? DueAt, DateOnly? WindowUntil, DateTimeOffset ChangedAt, int Revision);

/// <summary>
/// Tasks as an iCalendar file that Outlook and Google read alike: times in the business time zone with its rules beside them, days as days.
/// It names the client, or the process where there is none, and links to the portal; what was said or offered stays there. The same tasks make the same bytes.
/// </summary>
internal sealed class CalendarFile(BusinessClock clock, string language, string address)
{
    private const int CallMinutes = 15;

    public string Write(IEnumerable<CalendarTask> tasks)
    {
        var calendar = new Calendar { ProductId = $"-//CrossSell//Worklist//{language.ToUpperInvariant()}" };
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(clock.Zone, new DateTime(clock.Today.Year - 1, 1, 1, 0, 0, 0, DateTimeKind.Unspecified), false));
        calendar.AddProperty("METHOD", "PUBLISH");
        calendar.AddProperty("X-WR-CALNAME", language == "en" ? "CrossSell: calls and deadlines" : "CrossSell: hívások és határidők");
        calendar.AddProperty("X-WR-TIMEZONE", clock.Zone);
        calendar.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        calendar.AddProperty("X-PUBLISHED-TTL", "PT1H");
        calendar.Events.AddRange(tasks.SelectMany(Entries));
        return new CalendarSerializer().SerializeToString(calendar) ?? throw new InvalidOperationException("The calendar could not be written.");
    }

    private IEnumerable<CalendarEvent> Entries(CalendarTask task)
    {
        var entry = Entry(task, "task", $"{Word(task.Kind)}: {task.Name}");
        if (task.DueAt is { } at)
        {
            entry.Start = Local(at);
            entry.End = Local(at.AddMinutes(CallMinutes));
        }
        else
        {
            WholeDay(entry, task.DueOn);
        }

        yield return entry;
        if (task.WindowUntil is { } last && (task.DueAt is not null || last != task.DueOn))
        {
            var deadline = Entry(task, "deadline", $"{(language == "en" ? "Deadline" : "Határidő")}: {task.Name}");
            WholeDay(deadline, last);
            yield return deadline;
        }
    }

    private CalendarEvent Entry(CalendarTask task, string what, string summary) => new()
    {
        Uid = $"{what}-{task.Id:N}@crosssell",
        Summary = summary,
        Sequence = task.Revision,
        DtStamp = Utc(task.ChangedAt),
        LastModified = Utc(task.ChangedAt),
        Url = new Uri(Link(task)),
        Description = Link(task),
        Transparency = TransparencyType.Transparent,
    };

    private string Link(CalendarTask task) => task switch
    {
        { ClientId: { } client } => $"{address}/Clients/{client}",
        { ProcessId: { } process } => $"{address}/Processes/{process}",
        _ => $"{address}/Today",
    };

    private static void WholeDay(CalendarEvent entry, DateOnly day)
    {
        entry.Start = new CalDateTime(day);
        entry.End = new CalDateTime(day.AddDays(1));
    }

    private CalDateTime Local(DateTimeOffset at)
    {
        var local = clock.Local(at);
        return new CalDateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, 0, clock.Zone);
    }

    private static CalDateTime Utc(DateTimeOffset at) => new(at.Year, at.Month, at.Day, at.Hour, at.Minute, at.Second, "UTC");

    private string Word(TaskKind kind) => (kind, language) switch
    {
        (TaskKind.Call, "en") => "Call",
        (TaskKind.Email, "en") => "E-mail",
        (TaskKind.Meeting, "en") => "Meeting",
        (TaskKind.Paperwork, "en") => "Paperwork",
        (TaskKind.Letter, "en") => "Letter",
        (TaskKind.Data, "en") => "Correct data",
        (TaskKind.Escalation, "en") => "Slipping",
        (TaskKind.Call, _) => "Hívás",
        (TaskKind.Email, _) => "E-mail",
        (TaskKind.Meeting, _) => "Találkozó",
        (TaskKind.Paperwork, _) => "Ügyintézés",
        (TaskKind.Letter, _) => "Levél",
        (TaskKind.Data, _) => "Adatjavítás",
        (TaskKind.Escalation, _) => "Csúszik",
        _ => kind.ToString(),
    };
}
