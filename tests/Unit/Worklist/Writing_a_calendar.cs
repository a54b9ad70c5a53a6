using CrossSell.Kernel.Time;
using CrossSell.Worklist.Domain;
using CrossSell.Worklist.Messages;
using Ical.Net;
using Microsoft.Extensions.Time.Testing;

namespace CrossSell.Unit.Worklist;

public sealed class Writing_a_calendar
{
    private static readonly BusinessClock Clock = new(new FakeTimeProvider(new DateTimeOffset(2026, 9, 14, 8, 0, 0, TimeSpan.Zero)), TimeZoneInfo.FindSystemTimeZoneById("Europe/Budapest"));
    private static readonly Guid Id = new("01990000-0000-7000-8000-000000000001");

    [Fact]
    public void A_call_with_a_minute_is_an_event_in_the_business_time_zone_with_its_rules()
    {
        var text = Write(Task(at: new DateTimeOffset(2026, 10, 26, 9, 30, 0, TimeSpan.Zero)));

        text.ShouldContain("DTSTART;TZID=Europe/Budapest:20261026T103000\r\n");
        text.ShouldContain("DTEND;TZID=Europe/Budapest:20261026T104500\r\n");
        text.ShouldContain("BEGIN:VTIMEZONE\r\nTZID:Europe/Budapest\r\n");
        text.ShouldContain("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nTZNAME:CET\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n");
        text.ShouldContain("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nTZNAME:CEST\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n");
    }

    [Fact]
    public void A_day_is_a_day_and_not_midnight()
    {
        var text = Write(Task());

        text.ShouldContain("DTSTART;VALUE=DATE:20261001\r\n");
        text.ShouldContain("DTEND;VALUE=DATE:20261002\r\n");
        text.ShouldContain("UID:deadline-01990000000070008000000000000001@crosssell\r\n");
        text.ShouldContain("DTSTART;VALUE=DATE:20261009\r\n");
    }

    [Fact]
    public void Keeps_its_identity_and_counts_its_changes()
    {
        var text = Write(Task());

        text.ShouldContain("UID:task-01990000000070008000000000000001@crosssell\r\n");
        text.ShouldContain("SEQUENCE:4\r\n");
        text.ShouldContain("LAST-MODIFIED:20260901T070000Z\r\n");
        Write(Task()).ShouldBe(text, "the same tasks make the same bytes");
    }

    [Fact]
    public void Says_the_client_and_a_link_and_nothing_else()
    {
        var text = Unfolded(Write(Task()));

        text.ShouldContain("SUMMARY:Call: Kovács Béla\\; Kft.\r\n");
        text.ShouldContain("URL:https://portal.example/Clients/01990000-0000-7000-8000-0000000000c1\r\n");
        text.ShouldNotContain("PHONE", Case.Insensitive);
    }

    [Fact]
    public void Speaks_the_language_of_its_owner() => new CalendarFile(Clock, "hu", "https://portal.example").Write([Task()]).ShouldContain("SUMMARY:Hívás: Kovács Béla");

    [Fact]
    public void Is_read_back_as_it_was_meant()
    {
        var calendar = Calendar.Load(Write(Task(at: new DateTimeOffset(2026, 7, 1, 8, 15, 0, TimeSpan.Zero))))!;

        var call = calendar.Events.Single(e => e.Uid!.StartsWith("task-", StringComparison.Ordinal));
        call.Start!.AsUtc.ShouldBe(new DateTime(2026, 7, 1, 8, 15, 0));
        (call.End!.AsUtc - call.Start.AsUtc).ShouldBe(TimeSpan.FromMinutes(15));
        calendar.Events.Single(e => e.Uid!.StartsWith("deadline-", StringComparison.Ordinal)).IsAllDay.ShouldBeTrue();
    }

    [Fact]
    public void A_task_about_no_client_links_to_its_process()
    {
        var process = new Guid("01990000-0000-7000-8000-0000000000d1");

        var entry = Calendar.Load(Write(Task() with { ClientId = null, ProcessId = process, Name = "Papírtalan iroda" }))!.Events.First(e => e.Uid!.StartsWith("task-", StringComparison.Ordinal));

        entry.Summary.ShouldBe("Call: Papírtalan iroda");
        entry.Url!.ToString().ShouldBe($"https://portal.example/Processes/{process}");
    }

    private static CalendarTask Task(DateTimeOffset? at = null) => new(
        Id, TaskKind.Call, new Guid("01990000-0000-7000-8000-0000000000c1"), null, "Kovács Béla; Kft.", at is { } minute ? Clock.DateOf(minute) : new DateOnly(2026, 10, 1), at, new DateOnly(2026, 10, 9),
        new DateTimeOffset(2026, 9, 1, 7, 0, 0, TimeSpan.Zero), 4);

    private static string Write(params CalendarTask[] tasks) => new CalendarFile(Clock, "en", "https://portal.example").Write(tasks);

    private static string Unfolded(string text) => text.Replace("\r\n ", string.Empty, StringComparison.Ordinal);
}
