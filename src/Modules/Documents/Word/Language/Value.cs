using System.Text.Json.Nodes;
using CrossSell.Kernel.Errors;

namespace CrossSell.Documents.Word;

internal enum ValueKind { Missing, Wrong, Text, Number, Money, Date, YesNo, List, Object, Picture, Rich }

/// <summary>A value on its way from the data to the page. Money keeps its currency in <see cref="Text"/>.</summary>
internal readonly struct Value
{
    public ValueKind Kind { get; private init; }

    public string Text { get; private init; }

    public decimal Number { get; private init; }

    public DateTime Date { get; private init; }

    public bool YesNo { get; private init; }

    public JsonArray? Items => Held as JsonArray;

    public Picture? Picture => Held as Picture;

    /// <summary>What is wrong, as the end of a sentence whose subject is the field.</summary>
    public Why? Why => Held as Why;

    /// <summary>Stands in for a missing value, so filters for other types let it pass.</summary>
    public bool IsStandIn { get; private init; }

    public static Value Missing => default;

    public bool IsUsable => Kind > ValueKind.Wrong;

    public static Value Wrong(string code, Said why) => new() { Kind = ValueKind.Wrong, Held = new Why(code, why) };

    public static Value Of(string text) => new() { Kind = ValueKind.Text, Text = text };

    public static Value Of(decimal number) => new() { Kind = ValueKind.Number, Number = number };

    public static Value Of(DateTime date) => new() { Kind = ValueKind.Date, Date = date };

    public static Value Of(bool yes) => new() { Kind = ValueKind.YesNo, YesNo = yes };

    public static Value Of(JsonArray items) => new() { Kind = ValueKind.List, Held = items };

    public static Value Of(decimal amount, string currency) => new() { Kind = ValueKind.Money, Number = amount, Text = currency };

    public static Value Of(Picture picture) => new() { Kind = ValueKind.Picture, Held = picture };

    public static Value OfRich(string text) => new() { Kind = ValueKind.Rich, Text = text };

    public static Value OfObject() => new() { Kind = ValueKind.Object };

    private object? Held { get; init; }

    public Value AsStandIn() => this with { IsStandIn = true };
}
