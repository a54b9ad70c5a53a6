using System.Globalization;
using CrossSell.Insights.Messages;
using CrossSell.Sdk;

namespace CrossSell.Host.Pages;

/// <summary>What bars and columns of figures are called.</summary>
internal sealed class FigureWords(Texts texts, Dates dates, ProductNames products)
{
    public string Title(Figure figure) => texts[$"figure.{figure.Name}"];

    /// <summary>What exactly is counted, in words.</summary>
    public string Means(Figure figure) => texts[$"figure.{figure.Name}.means"];

    public string Column(string column) => texts["figure.column." + column];

    /// <summary>A count, or a part of a hundred with its sign.</summary>
    public string Number(string column, decimal value) =>
        column.EndsWith("Part", StringComparison.Ordinal) ? value.ToString("0.0", CultureInfo.CurrentCulture) + " %" : value.ToString("N0", CultureInfo.CurrentCulture);

    public string Key(Figure figure, FigureBar bar)
    {
        var said = figure.KeyIs switch
        {
            "product" => products.Of(bar.Key),
            "line" => products.All.FirstOrDefault(p => p.Line == bar.Key)?.LineName.In(texts.Language) ?? bar.Key,
            "advisor" => bar.Name ?? bar.Key,
            "reason" => bar.Key == "unknown" ? texts["figure.unknown"] : texts.Find("refusal." + bar.Key) ?? bar.Key,
            "origin" => texts.Find("figure.origin." + bar.Key) ?? bar.Key,
            "attempt" => bar.Key == "7" ? texts["figure.attemptMore"] : texts["figure.attempt", bar.Key],
            "daypart" => texts["figure.daypart." + bar.Key],
            "month" => DateOnly.TryParseExact(bar.Key + "-01", "yyyy-MM-dd", out var month) ? $"{month.Year} {dates.MonthShort(month.Month)}" : bar.Key,
            "word" => texts[$"figure.{figure.Name}.{bar.Key}"],
            "text" => bar.Key.Length == 0 ? texts["figure.unknown"] : bar.Key,
            _ => bar.Key,
        };
        return bar.Sub is { } sub ? $"{said} · {sub}" : said;
    }
}
