using System.Globalization;
using CrossSell.Kernel.Time;
using CrossSell.Sdk;

namespace CrossSell.Processes.Domain;

/// <summary>The days on which the clock acts in a state.</summary>
internal static class StateClock
{
    /// <summary>The last day of the state's deadline.</summary>
    public static DateOnly? Deadline(StateDefinition state, DateOnly entered, WorkingDays days) => state.Deadline is { } deadline ? days.Add(entered, deadline.WorkingDays) : null;

    /// <summary>The state's timers with their day; one whose field says nothing waits for nobody and is left out.</summary>
    public static IReadOnlyList<(int Place, string Then, DateOnly On)> Timers(StateDefinition state, DateOnly entered, IReadOnlyDictionary<string, string>? values, WorkingDays days) =>
    [
        .. state.Timers.Select((timer, place) => (Place: place, timer.Then, On: Day(timer, entered, values, days))).Where(t => t.On is not null).Select(t => (t.Place, t.Then, t.On!.Value)),
    ];

    private static DateOnly? Day(TimerDefinition timer, DateOnly entered, IReadOnlyDictionary<string, string>? values, WorkingDays days) => timer switch
    {
        { Days: { } calendar } => entered.AddDays(calendar),
        { WorkingDays: { } working } => days.Add(entered, working),
        { Field: { } field } when DateOnly.TryParseExact(values?.GetValueOrDefault(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) => on,
        _ => null,
    };
}
