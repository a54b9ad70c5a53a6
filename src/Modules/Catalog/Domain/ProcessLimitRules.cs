using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Errors;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

/// <summary>Limits are of a number that is asked for, say one thing for every value, and leave no value to nobody.</summary>
internal static class ProcessLimitRules
{
    public static void Check(ProcessDefinition process, FaultLog log)
    {
        for (var i = 0; i < process.Transitions.Count; i++)
        {
            CheckFields(process, process.Transitions[i], $"/transitions/{i}", log);
            CheckOverlap(process, i, log);
        }

        foreach (var ways in process.Transitions.Select((way, at) => (Way: way, At: at)).GroupBy(way => (way.Way.From, way.Way.On)))
        {
            CheckGaps([.. ways], log);
        }
    }

    private static void CheckFields(ProcessDefinition process, TransitionDefinition way, string pointer, FaultLog log)
    {
        if (way.Limit is { Field.Length: > 0 } limit)
        {
            var field = process.Fields.FirstOrDefault(known => known.Name == limit.Field);
            if (field?.Type is not (FieldType.Number or FieldType.Money))
            {
                log.Add($"{pointer}/limit/field", "notANumberField", $"'{limit.Field}' is no field that holds a number or an amount", Known(process.Fields.Where(f => f.Type is FieldType.Number or FieldType.Money)));
            }
            else if (!field.Required)
            {
                log.Add($"{pointer}/limit/field", "limitOfOptional", $"'{limit.Field}' may be left out, and nothing has no limit", "make the field required");
            }
        }

        for (var i = 0; i < way.Requires.Count; i++)
        {
            if (way.Requires[i].StartsWith("field:", StringComparison.Ordinal) && process.Fields.All(known => known.Name != way.Requires[i]["field:".Length..]))
            {
                log.Add($"{pointer}/requires/{i}", "unknownField", $"'{way.Requires[i]}' names no field of the process", Known(process.Fields));
            }
        }
    }

    private static Said Known(IEnumerable<FieldDefinition> fields) => $"fields: {string.Join(", ", fields.Select(field => field.Name))}";

    private static void CheckOverlap(ProcessDefinition process, int at, FaultLog log)
    {
        var way = process.Transitions[at];
        for (var i = 0; i < at; i++)
        {
            var other = process.Transitions[i];
            if (other.From == way.From && other.On == way.On && other.By == way.By && other.Limit != way.Limit && Meet(other.Limit, way.Limit))
            {
                log.Add($"/transitions/{at}/limit", "limitsOverlap", $"overlaps that of transition {i}", "for one value there is one way");
            }
        }
    }

    private static bool Meet(LimitDefinition? one, LimitDefinition? other) =>
        one is null || other is null || (one.Field == other.Field && (one.Above ?? decimal.MinValue) < (other.AtMost ?? decimal.MaxValue) && (other.Above ?? decimal.MinValue) < (one.AtMost ?? decimal.MaxValue));

    /// <summary>Where every way of a choice is limited by the same field, together they answer every value: what is too much for one role is somebody else's.</summary>
    private static void CheckGaps(IReadOnlyList<(TransitionDefinition Way, int At)> ways, FaultLog log)
    {
        if (ways[0].Way.On == Triggers.Entered || ways.Any(way => way.Way.Limit is null) || ways.Select(way => way.Way.Limit!.Field).Distinct().Count() != 1)
        {
            return;
        }

        var covered = decimal.MinValue;
        foreach (var (way, at) in ways.OrderBy(way => way.Way.Limit!.Above ?? decimal.MinValue))
        {
            if ((way.Limit!.Above ?? decimal.MinValue) > covered)
            {
                Said gap = covered == decimal.MinValue
                    ? new($"leaves '{way.On}' to nobody where {way.Limit.Field} is at most {way.Limit.Above!.Value}")
                    : new($"leaves '{way.On}' to nobody where {way.Limit.Field} is above {covered} and at most {way.Limit.Above!.Value}");
                log.Add($"/transitions/{at}/limit", covered == decimal.MinValue ? "gapBelow" : "gapBetween", gap, "limits that meet");
            }

            covered = Math.Max(covered, way.Limit.AtMost ?? decimal.MaxValue);
        }

        if (covered < decimal.MaxValue)
        {
            log.Add($"/transitions/{ways[^1].At}/limit", "gapAbove", $"leaves '{ways[0].Way.On}' to nobody where {ways[0].Way.Limit!.Field} is above {covered}", "a way for what is above");
        }
    }
}
