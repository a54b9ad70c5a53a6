using System.Globalization;
using CrossSell.Kernel.Errors;

namespace CrossSell.Host.Pages;

/// <summary>Reads the fields of a posted form; what can't be read is a fault of its field.</summary>
internal sealed class Form(IFormCollection fields)
{
    private readonly Faults _faults = new();

    public string Text(string name) => fields[name].ToString().Trim();

    public string? Optional(string name) => Text(name) is { Length: > 0 } text ? text : null;

    public bool Has(string name) => fields.ContainsKey(name);

    public DateOnly? Day(string name)
    {
        if (Optional(name) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        _faults.Add(name, "notADate", "Is no date.");
        return null;
    }

    public DateTime? Minute(string name)
    {
        if (Optional(name) is not { } text)
        {
            return null;
        }

        if (DateTime.TryParseExact(text, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var minute))
        {
            return minute;
        }

        _faults.Add(name, "notATime", "Is no day and time.");
        return null;
    }

    public TimeOnly? TimeOfDay(string name)
    {
        if (TimeOnly.TryParseExact(Text(name), ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        _faults.Add(name, "notATimeOfDay", "Is no time of day like 20:00.");
        return null;
    }

    public decimal? Number(string name)
    {
        if (Optional(name)?.Replace(" ", null).Replace("\u00a0", null).Replace(',', '.') is not { } text)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        _faults.Add(name, "notANumber", "Is no number.");
        return null;
    }

    /// <summary>Every value of a field that may be there several times.</summary>
    public IReadOnlyList<string> All(string name) => [.. fields[name].OfType<string>().Where(v => v.Length > 0)];

    /// <summary>Every whole number given under the name.</summary>
    public IReadOnlyList<int> Numbers(string name) => [.. fields[name].Select(v => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null).OfType<int>()];

    /// <summary>Names with their values, where both stand in the form as often; those without a name are left out.</summary>
    public IReadOnlyDictionary<string, string> Pairs(string names, string values)
    {
        var given = new Dictionary<string, string>();
        foreach (var (name, value) in fields[names].Zip(fields[values], (n, v) => (n?.Trim(), v?.Trim() ?? string.Empty)))
        {
            if (name is { Length: > 0 })
            {
                given[name] = value;
            }
        }

        return given;
    }

    public void Require(string name)
    {
        if (Optional(name) is null)
        {
            _faults.Add(name, "required", "Required.");
        }
    }

    public IReadOnlyList<Guid> Ids(string name) => [.. fields[name].Select(v => Guid.TryParse(v, CultureInfo.InvariantCulture, out var id) ? id : (Guid?)null).OfType<Guid>()];

    public void Demand() => _faults.Throw();
}
