using System.Globalization;
using CrossSell.Host.Texts;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;

namespace CrossSell.Host.Pages;

/// <summary>What went wrong, said to a person: a sentence, and the fields at fault where there are some.</summary>
internal sealed record Trouble(string Code, string Message, IReadOnlyDictionary<string, string> Fields)
{
    public string? Of(string field) => Fields.GetValueOrDefault(field);
}

/// <summary>Finds the words for the house's exceptions.</summary>
internal sealed class TroubleWords(Texts texts, Dates dates, ProductNames products, BusinessClock clock, ErrorTexts errors)
{
    public Trouble Of(HouseException failure) => failure is InvalidInputException invalid
        ? new Trouble(failure.Code, Sentence(invalid), Fields(invalid))
        : new Trouble(failure.Code, Sentence(failure), new Dictionary<string, string>());

    private string Sentence(InvalidInputException invalid) => invalid.Faults.Count == 1
        ? Named(invalid.Faults[0])
        : texts["error.invalid"];

    private string Sentence(HouseException failure)
    {
        var text = texts.Find(failure.Code) ?? errors.Of(failure, texts.Language);
        foreach (var (name, value) in failure.Arguments)
        {
            text = text.Replace("{" + name + "}", Word(name, value), StringComparison.Ordinal);
        }

        return text;
    }

    private Dictionary<string, string> Fields(InvalidInputException invalid) =>
        invalid.Faults.GroupBy(f => f.Field).ToDictionary(g => g.Key, g => Fault(g.First()));

    private string Named(FieldFault fault) => texts.Find("field." + fault.Field) is { } field ? $"{field}: {Fault(fault)}" : Fault(fault);

    private string Fault(FieldFault fault) => texts.Find("error.field." + fault.Code) ?? errors.Of(fault, texts.Language);

    private string Word(string name, object? value) => value switch
    {
        null => "–",
        OfferStatus status => texts[$"status.{char.ToLowerInvariant(status.ToString()[0])}{status.ToString()[1..]}"],
        DateOnly day => dates.Day(day),
        Sdk.Text text => text.In(texts.Language),
        DateTimeOffset at => $"{dates.Day(clock.DateOf(at))} {dates.Time(at)}",
        string code when name == "product" => products.Of(code),
        _ => Convert.ToString(value, CultureInfo.CurrentCulture) ?? string.Empty,
    };
}
