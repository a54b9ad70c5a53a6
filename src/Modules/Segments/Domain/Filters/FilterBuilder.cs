using System.Globalization;

namespace CrossSell.Segments.Domain.Filters;

/// <summary>A filter in parts that a form can show, and back. What stands in a place is text; it is put together in the language and read, so that the builder can't say what the language can't.</summary>
internal static class FilterBuilder
{
    private static readonly Dictionary<Slot, string> Places = new()
    {
        [SlotKinds.Products] = "products",
        [SlotKinds.Product] = "product",
        [SlotKinds.OfProducts] = "ofProducts",
        [SlotKinds.AtPlace] = "place",
        [SlotKinds.Compares] = "comparison",
        [SlotKinds.DateComparison] = "dateComparison",
        [SlotKinds.Days] = "days",
        [SlotKinds.Years] = "years",
        [SlotKinds.Count] = "count",
        [SlotKinds.Amount] = "amount",
        [SlotKinds.Currency] = "currency",
        [SlotKinds.Date] = "date",
        [SlotKinds.Text] = "text",
        [SlotKinds.Outcome] = "outcome",
        [SlotKinds.Because] = "because",
        [SlotKinds.Within] = "within",
        [SlotKinds.OpenedBy] = "openedBy",
        [SlotKinds.Stage] = "stage",
        [SlotKinds.Attempt] = "attempt",
        [SlotKinds.Daypart] = "daypart",
        [SlotKinds.Result] = "result",
        [SlotKinds.Fate] = "fate",
        [SlotKinds.To] = "to",
        [SlotKinds.Standing] = "standing",
        [SlotKinds.Kind] = "kind",
        [SlotKinds.Language] = "language",
        [SlotKinds.Channel] = "channel",
        [SlotKinds.Purpose] = "purpose",
    };

    public static IReadOnlyList<string> PlacesOf(Phrase phrase) => [.. phrase.Slots.Select(s => Places[s])];

    public static string? KindOf(Filter filter) => filter switch
    {
        Filter.All => "all",
        Filter.Any => "any",
        Filter.Not => "not",
        _ => Phrases.For(filter).Kind,
    };

    public static IReadOnlyList<string> ValuesOf(Filter condition, FilterNames code)
    {
        var phrase = Phrases.For(condition);
        return [.. phrase.Slots.Select((slot, i) => Raw(slot, phrase.Values(condition)[i], code))];
    }

    /// <summary>The condition of a kind with these values; a value that does not fit is a fault of <c>values[i]</c>.</summary>
    public static Filter Condition(string kind, IReadOnlyList<string> values, FilterNames code)
    {
        var phrase = Phrases.All.FirstOrDefault(p => p.Kind == kind) ?? throw new FilterException(new FilterFault(0, 0, "filterUnknownKind", $"There is no condition {kind}.", null, ("kind", kind)));
        var read = new object?[phrase.Slots.Count];
        for (var i = 0; i < read.Length; i++)
        {
            read[i] = Value(phrase.Slots[i], i < values.Count ? values[i].Trim() : string.Empty, code, i);
        }

        return phrase.Build(read);
    }

    /// <summary>Something to begin with.</summary>
    public static IReadOnlyList<string> Example(Phrase phrase, FilterNames code, DateOnly today) => [.. phrase.Slots.Select(slot => Places[slot] switch
    {
        "products" or "product" => code.Products.Order(StringComparer.Ordinal).FirstOrDefault() ?? string.Empty,
        "place" or "because" or "within" or "ofProducts" or "to" or "openedBy" or "stage" or "attempt" or "daypart" or "result" => string.Empty,
        "comparison" or "dateComparison" => ">=",
        "days" => "60",
        "years" => "18",
        "count" => "1",
        "amount" => "100000",
        "currency" => "HUF",
        "date" => new DateOnly(today.Year, 1, 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "outcome" => "rejected",
        "standing" => "offerable",
        "fate" => "lost",
        "kind" => "person",
        "language" => "hu",
        "channel" => "any",
        "purpose" => "marketing",
        _ => string.Empty,
    })];

    private static string Raw(Slot slot, object? value, FilterNames code) =>
        slot == SlotKinds.Text || slot == SlotKinds.Because || slot == SlotKinds.To || slot == SlotKinds.OpenedBy ? (string?)value ?? string.Empty
        : slot == SlotKinds.OfProducts ? ((ProductSet?)value)?.Code ?? string.Empty
        : slot == SlotKinds.Within ? ((int?)value)?.ToString(CultureInfo.InvariantCulture) ?? string.Empty
        : slot.Write(value, code);

    private static object? Value(Slot slot, string raw, FilterNames code, int at)
    {
        var optional = slot == SlotKinds.Because || slot == SlotKinds.Within || slot == SlotKinds.OfProducts || slot == SlotKinds.To || slot == SlotKinds.OpenedBy;
        if (raw.Length == 0 && optional)
        {
            return null;
        }

        var text = slot == SlotKinds.Text ? Quoting.Quote(raw, code) : slot == SlotKinds.Because ? $"because {Quoting.Quote(raw, code)}" : slot == SlotKinds.To ? $"to {Quoting.Quote(raw, code)}" : slot == SlotKinds.OpenedBy ? $"by {Quoting.Quote(raw, code)}" : slot == SlotKinds.Within ? $"within {raw}" : slot == SlotKinds.OfProducts ? $"of {raw}" : raw;
        try
        {
            var tokens = Tokens.Of(text);
            var reader = new TokenReader(tokens, code);
            return slot.TryRead(reader, out var value) && reader.At == tokens.Count ? value
                : throw new FilterException(reader.Meant ?? new FilterFault(0, raw.Length, raw.Length == 0 ? "required" : "filterBadValue", raw.Length == 0 ? "Required." : $"“{raw}” does not fit here.", null, ("found", raw)));
        }
        catch (FilterException wrong)
        {
            throw new FilterValueException(at, wrong.Fault);
        }
    }
}

/// <param name="at">Which of the values.</param>
internal sealed class FilterValueException(int at, FilterFault fault) : Exception(fault.Message)
{
    public int At { get; } = at;

    public FilterFault Fault { get; } = fault;
}
