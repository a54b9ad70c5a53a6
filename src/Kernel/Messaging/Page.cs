namespace CrossSell.Kernel.Messaging;

/// <summary>One page of a list, ordered by key.</summary>
/// <param name="Next">Pass it as <c>after</c> to get the next page; none when this is the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>Cuts a list that was read with one row more than <paramref name="limit"/>.</summary>
    public static Page<T> Of(IReadOnlyList<T> rows, int limit, Func<T, string> cursor) => rows.Count > limit
        ? new Page<T>([.. rows.Take(limit)], cursor(rows[limit - 1]))
        : new Page<T>(rows, null);
}
