using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Host.Api;

/// <summary>One page of a list.</summary>
/// <param name="Next">Pass it as <c>after</c> to get the next page; null when this is the last.</param>
internal sealed record ListAnswer<T>(IReadOnlyList<T> Items, string? Next);

internal static class Paging
{
    public const int Default = 50;
    public const int Most = 200;

    public static int Limit(int? limit) => limit switch
    {
        null => Default,
        >= 1 and <= Most => limit.Value,
        _ => throw new InvalidInputException("limit", "limit", $"Must be between 1 and {Most}."),
    };

    public static ListAnswer<T> Answer<T>(this Page<T> page) => new(page.Items, page.Next);

    public static ListAnswer<TAnswer> Answer<T, TAnswer>(this Page<T> page, Func<T, TAnswer> shape) => new([.. page.Items.Select(shape)], page.Next);

    /// <summary>A page of a list that is in memory, ordered by <paramref name="key"/>.</summary>
    public static ListAnswer<T> Cut<T>(IEnumerable<T> all, Func<T, string> key, string? after, int limit) => Page<T>.Of(
        [.. all.OrderBy(key, StringComparer.Ordinal).Where(i => after is null || string.CompareOrdinal(key(i), after) > 0).Take(limit + 1)], limit, key).Answer();
}
