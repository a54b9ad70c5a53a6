using CrossSell.Offers.Messages;

namespace CrossSell.Host.Pages;

/// <summary>Rows of one part of Today.</summary>
/// <param name="More">Where those after them are.</param>
internal sealed record TodayPart(IReadOnlyList<TodayItem> Items, string? More);
