using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

/// <summary>What the clock fires has to lead somewhere, and nothing is watched in a matter that has ended.</summary>
internal static class ProcessClockRules
{
    public static void Check(ProcessDefinition process, FaultLog log)
    {
        for (var i = 0; i < process.States.Count; i++)
        {
            Check(process, process.States[i], $"/states/{i}", log);
        }
    }

    private static void Check(ProcessDefinition process, StateDefinition state, string pointer, FaultLog log)
    {
        CheckAnswered(process, state, state.Deadline?.Then, $"{pointer}/deadline/then", log);
        for (var i = 0; i < state.Timers.Count; i++)
        {
            CheckAnswered(process, state, state.Timers[i].Then, $"{pointer}/timers/{i}/then", log);
            CheckField(process, state.Timers[i].Field, $"{pointer}/timers/{i}/field", log);
        }

        if (state.Category is StateCategory.Won or StateCategory.Lost && (state.Deadline is not null || state.Timers.Count > 0))
        {
            log.Add(state.Deadline is null ? $"{pointer}/timers" : $"{pointer}/deadline", "watchedAfterEnd", $"is watched in '{state.Key}', where the matter has ended", "take it away, or make the state open");
        }
    }

    private static void CheckAnswered(ProcessDefinition process, StateDefinition state, string? then, string pointer, FaultLog log)
    {
        if (then is { Length: > 0 } && !process.Transitions.Any(way => way.From == state.Key && way.On == then))
        {
            log.Add(pointer, "noTransition", $"no transition leaves '{state.Key}' on '{then}'");
        }
    }

    private static void CheckField(ProcessDefinition process, string? field, string pointer, FaultLog log)
    {
        if (field is { Length: > 0 } && process.Fields.All(known => known.Name != field || known.Type != FieldType.Date))
        {
            log.Add(pointer, "notADateField", $"'{field}' is no field that holds a date", $"dates: {string.Join(", ", process.Fields.Where(known => known.Type == FieldType.Date).Select(known => known.Name))}");
        }
    }
}
