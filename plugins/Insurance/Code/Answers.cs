using System.Globalization;

namespace CrossSell.Plugins.Insurance;

/// <summary>Answers as what they mean, and which were missed.</summary>
internal sealed class Answers(IReadOnlyDictionary<string, string> given)
{
    private readonly List<string> _missing = [];

    public IReadOnlyList<string> Missing => _missing;

    public decimal Number(string name, decimal otherwise)
    {
        if (decimal.TryParse(given.GetValueOrDefault(name), NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        _missing.Add(name);
        return otherwise;
    }

    public string Word(string name, string otherwise)
    {
        if (given.TryGetValue(name, out var word) && word.Length > 0)
        {
            return word;
        }

        _missing.Add(name);
        return otherwise;
    }

    public bool Yes(string name) => Word(name, "false") is "true" or "yes";
}
