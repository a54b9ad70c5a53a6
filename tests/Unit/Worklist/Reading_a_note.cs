using CrossSell.Worklist.Domain;
using CrossSell.Worklist.Messages;

namespace CrossSell.Unit.Worklist;

public sealed class Reading_a_note
{
    /// <summary>A Wednesday.</summary>
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Theory]
    [InlineData("@tomorrow 10:00 call about the roof", TaskKind.Call, "2026-11-26", "10:00", "about the roof")]
    [InlineData("@holnap 9:30 hívás a tető miatt", TaskKind.Call, "2026-11-26", "09:30", "a tető miatt")]
    [InlineData("@holnapután e-mail: ajánlat", TaskKind.Email, "2026-11-27", null, "ajánlat")]
    [InlineData("@today meeting", TaskKind.Meeting, "2026-11-25", null, "")]
    [InlineData("@ma 16:00 találkozó", TaskKind.Meeting, "2026-11-25", "16:00", "")]
    [InlineData("@wednesday call", TaskKind.Call, "2026-12-02", null, "")]
    [InlineData("@szerdán hívni", TaskKind.Call, "2026-12-02", null, "")]
    [InlineData("@Csütörtök levél a díjról", TaskKind.Letter, "2026-11-26", null, "a díjról")]
    [InlineData("@fri papir", TaskKind.Paperwork, "2026-11-27", null, "")]
    [InlineData("@2027-01-08 send the photos", TaskKind.Call, "2027-01-08", null, "send the photos")]
    [InlineData("@2027.01.08. fotók", TaskKind.Call, "2027-01-08", null, "fotók")]
    [InlineData("@12.03. 8:00 hívás", TaskKind.Call, "2026-12-03", "08:00", "")]
    [InlineData("@02.29 hívás", TaskKind.Call, "2028-02-29", null, "")]
    [InlineData("@11.24 hívás", TaskKind.Call, "2027-11-24", null, "")]
    [InlineData("@+3 mail", TaskKind.Email, "2026-11-28", null, "")]
    [InlineData("@+2w call", TaskKind.Call, "2026-12-09", null, "")]
    [InlineData("@+2hét hívás", TaskKind.Call, "2026-12-09", null, "")]
    [InlineData("@holnap 10 óra hívás a tetőről", TaskKind.Call, "2026-11-26", "10:00", "a tetőről")]
    [InlineData("@holnap 10 órakor hívás", TaskKind.Call, "2026-11-26", "10:00", "")]
    [InlineData("@tomorrow 10am call", TaskKind.Call, "2026-11-26", "10:00", "")]
    [InlineData("@tomorrow 12:30 pm call", TaskKind.Call, "2026-11-26", "12:30", "")]
    [InlineData("@tomorrow 2:30pm call", TaskKind.Call, "2026-11-26", "14:30", "")]
    [InlineData("@tomorrow at 10:00 call", TaskKind.Call, "2026-11-26", "10:00", "")]
    [InlineData("@kedd 10.00 hívás", TaskKind.Call, "2026-12-01", "10:00", "")]
    [InlineData("@holnap 10:00-kor hívás", TaskKind.Call, "2026-11-26", "10:00", "")]
    [InlineData("@jövő hétfő 10:00 hívás", TaskKind.Call, "2026-11-30", "10:00", "")]
    [InlineData("@next Friday call", TaskKind.Call, "2026-12-04", null, "")]
    [InlineData("@dec. 3. 10:00 hívás", TaskKind.Call, "2026-12-03", "10:00", "")]
    [InlineData("@december 3 hívás", TaskKind.Call, "2026-12-03", null, "")]
    [InlineData("@3 December 9:00 meeting", TaskKind.Meeting, "2026-12-03", "09:00", "")]
    [InlineData("@tomorrow 3 calls", TaskKind.Call, "2026-11-26", null, "3 calls")]
    public void Finds_the_day_the_minute_the_kind_and_what_it_is_about(string text, TaskKind kind, string day, string? minute, string title) =>
        NoteText.TaskIn(text, Today).ShouldBe(new NoteTask(kind, DateOnly.Parse(day), minute is null ? null : TimeOnly.Parse(minute), title));

    [Theory]
    [InlineData("Write to bela@today.example")]
    [InlineData("@someone asked for it")]
    [InlineData("@13.40 nothing")]
    [InlineData("@02.30 nothing")]
    [InlineData("@2026-02-30 nothing")]
    [InlineData("@tomorrow 25:00 call")]
    [InlineData("@")]
    [InlineData("")]
    public void Leaves_what_is_no_day_as_text(string text) => NoteText.TaskIn(text, Today).ShouldBeNull();

    [Theory]
    [InlineData("@tomorrow 25:00 call", "@tomorrow 25:00")]
    [InlineData("@2026-02-30 call", "@2026-02-30")]
    [InlineData("@jövő héten hívás", "@jövő héten")]
    [InlineData("@feb 30 call", "@feb 30")]
    [InlineData("@+ call", "@+")]
    [InlineData("@martin 5 years", null)]
    [InlineData("@someone asked for it", null)]
    [InlineData("Write to bela@2026.example", null)]
    [InlineData("@2026-02-30 or\n@tomorrow call", null)]
    public void Says_what_begins_like_a_day_and_is_none(string text, string? unread) => NoteText.UnreadIn(text, Today).ShouldBe(unread);

    [Fact]
    public void Takes_the_rest_of_the_note_for_a_title_when_the_line_says_none() =>
        NoteText.TaskIn("The roof leaks.\n@tomorrow 10:00 call\nAsk for photos.", Today)!.Title.ShouldBe("The roof leaks. Ask for photos.");

    [Fact]
    public void Reads_the_first_line_that_says_a_day() =>
        NoteText.TaskIn("@nobody\n@+1 mail one\n@+2 mail two", Today).ShouldBe(new NoteTask(TaskKind.Email, Today.AddDays(1), null, "one"));

    [Fact]
    public void Cuts_a_title_that_is_too_long() => NoteText.TaskIn("@tomorrow " + new string('x', 500), Today)!.Title.Length.ShouldBe(200);
}
