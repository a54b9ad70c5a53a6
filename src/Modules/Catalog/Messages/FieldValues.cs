using System.Globalization;
using System.Text.RegularExpressions;
using CrossSell.Kernel;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Import;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Messages;

/// <summary>Reads the values of a product's fields: of the right type, within their bounds, in the one form they are kept in; and says them again as people read them.</summary>
public static class FieldValues
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <param name="fields">The fields that may be given.</param>
    /// <param name="at">Where the values stand in the input: faults are of <c>at.NAME</c>.</param>
    /// <param name="required">Names of those that must be given.</param>
    /// <returns>Numbers with a point, dates as <c>yyyy-MM-dd</c>, <c>true</c> and <c>false</c>, codes of choices; empty ones left out. Values of unknown fields as they are.</returns>
    public static Dictionary<string, string> Read(
        IEnumerable<FieldDefinition> fields, IReadOnlyDictionary<string, string> values, string at, Faults faults, IReadOnlySet<string> required)
    {
        var known = fields.ToDictionary(f => f.Name);
        var read = new Dictionary<string, string>();
        foreach (var (name, value) in values.Where(v => !string.IsNullOrWhiteSpace(v.Value)))
        {
            read[name] = known.TryGetValue(name, out var field) ? Read(field, value.Trim(), $"{at}.{name}", faults) : value;
        }

        foreach (var missing in required.Where(name => !read.ContainsKey(name)))
        {
            faults.Add($"{at}.{missing}", "required", "Required.");
        }

        return read;
    }

    /// <param name="value">In the form it is kept in.</param>
    /// <param name="currency">What amounts are in; without one they are said as numbers.</param>
    public static string Say(FieldDefinition field, string value, string language, string? currency = null)
    {
        var culture = Cultures.Of(language);
        return field.Type switch
        {
            FieldType.Choice => field.Choices.FirstOrDefault(c => c.Code == value)?.Name.In(language) ?? value,
            FieldType.YesNo => (value == "true", language) switch { (true, "en") => "yes", (false, "en") => "no", (true, _) => "igen", _ => "nem" },
            FieldType.Money when currency is not null && Number(value) is { } amount => new Money(amount, currency).In(language),
            FieldType.Money or FieldType.Number when Number(value) is { } number => number.ToString("#,0.##", culture),
            FieldType.Date when DateOnly.TryParseExact(value, "yyyy-MM-dd", out var day) => day.ToString(language == "en" ? "d MMM yyyy" : "yyyy. MM. dd.", culture),
            _ => value,
        };
    }

    private static decimal? Number(string value) => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Read(FieldDefinition field, string value, string at, Faults faults)
    {
        switch (field.Type)
        {
            case FieldType.Number or FieldType.Money:
                return Number(field, value, at, faults);
            case FieldType.Date:
                return Date(value, at, faults);
            case FieldType.YesNo:
                return YesNo(value, at, faults);
            case FieldType.Choice when field.Choices.All(c => c.Code != value):
                faults.Add(at, "notOneOf", $"Must be one of: {string.Join(", ", field.Choices.Select(c => c.Code))}.", ("words", string.Join(", ", field.Choices.Select(c => c.Code))));
                return value;
            case FieldType.Text when field.Pattern is { } pattern && !Regex.IsMatch(value, $"^(?:{pattern})\\z", RegexOptions.CultureInvariant, Patience):
                faults.Add(at, "badPattern", field.Hint is { } hint ? $"Not of the expected form: {hint.En}" : "Not of the expected form.", ("hint", field.Hint));
                return value;
            default:
                return value;
        }
    }

    private static string Date(string value, string at, Faults faults)
    {
        if (CsvValue.Date(value) is not { } day)
        {
            faults.Add(at, "notADate", "Not a date; expected e.g. 2026-11-23.");
            return value;
        }

        return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string Number(FieldDefinition field, string value, string at, Faults faults)
    {
        if (!decimal.TryParse(value.Replace(',', '.').Replace(" ", null, StringComparison.Ordinal).Replace("\u00a0", null, StringComparison.Ordinal), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            faults.Add(at, "notANumber", "Not a number.");
            return value;
        }

        if (number < field.Min || number > field.Max)
        {
            faults.Add(at, "outOfBounds", $"Must lie between {field.Min?.ToString(CultureInfo.InvariantCulture) ?? "…"} and {field.Max?.ToString(CultureInfo.InvariantCulture) ?? "…"}.", ("min", (object?)field.Min ?? "…"), ("max", (object?)field.Max ?? "…"));
        }

        return number.ToString(CultureInfo.InvariantCulture);
    }

    private static string YesNo(string value, string at, Faults faults)
    {
        switch (value.ToLowerInvariant())
        {
            case "true" or "yes" or "igen" or "on":
                return "true";
            case "false" or "no" or "nem":
                return "false";
            default:
                faults.Add(at, "notYesNo", "Must be true or false.");
                return value;
        }
    }
}
