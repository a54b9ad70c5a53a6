using System.Globalization;
using System.Text.RegularExpressions;
using CrossSell.Sdk;

namespace CrossSell.Plugins.Insurance;

internal static partial class FieldChecks
{
    public static IReadOnlyList<ValueFault> Of(string product, IReadOnlyDictionary<string, string> fields, DateOnly today) => [.. Find(product, fields, today)];

    private static IEnumerable<ValueFault> Find(string product, IReadOnlyDictionary<string, string> fields, DateOnly today)
    {
        if (fields.TryGetValue("plate", out var plate) && !Plate().IsMatch(plate.ToUpperInvariant()))
        {
            yield return new ValueFault("plate", new Text("Nem magyar rendszám; például ABC-123 vagy AA BC-123.", "Not a Hungarian plate; e.g. ABC-123 or AA BC-123."));
        }

        if (fields.TryGetValue("bonusClass", out var bonus) && BonusClass.Parse(bonus) is null)
        {
            yield return new ValueFault("bonusClass", new Text("M04–M01, A00 vagy B01–B10 lehet.", "Must be M04–M01, A00 or B01–B10."));
        }

        foreach (var name in new[] { "firstRegistered", "employedSince" })
        {
            if (fields.TryGetValue(name, out var text) && DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) && day > today)
            {
                yield return new ValueFault(name, new Text("Jövőbeli nap nem lehet.", "Can't be a day to come."));
            }
        }

        if (product == "home" && fields.TryGetValue("builtIn", out var built) && decimal.TryParse(built, NumberStyles.Number, CultureInfo.InvariantCulture, out var year) && (year < 1500 || year > today.Year + 1))
        {
            yield return new ValueFault("builtIn", new Text($"1500 és {today.Year + 1} közötti év lehet.", $"Must be a year between 1500 and {today.Year + 1}."));
        }
    }

    [GeneratedRegex("^(?:[A-Z]{3}[- ]?[0-9]{3}|[A-Z]{2}[- ]?[A-Z]{2}[- ]?[0-9]{3})$")]
    private static partial Regex Plate();
}
