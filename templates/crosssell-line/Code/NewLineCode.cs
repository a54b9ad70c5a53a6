using System.Globalization;
using CrossSell.Sdk;

namespace CrossSell.Plugins.NewLine;

/// <summary>What data can't say: here, a price that depends on how many people it is for.</summary>
public sealed class NewLineCode : IQuotes
{
    private const decimal ForOne = 12_000;
    private const decimal Plus = 1.5m;

    public Quote? Quote(QuoteRequest request)
    {
        var known = decimal.TryParse(request.Answers.GetValueOrDefault("people"), NumberStyles.Number, CultureInfo.InvariantCulture, out var people);
        var amount = ForOne * (known ? people : 1) * (request.Variant == "plus" ? Plus : 1);
        return new Quote(amount, "HUF", "year", [new QuoteLine(new Text("Létszám", "People"), null, known ? $"{people:0}" : "1")]) { Missing = known ? [] : ["people"] };
    }
}
