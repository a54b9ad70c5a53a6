using System.Globalization;

namespace CrossSell.Catalog.Domain;

internal static class Unique
{
    /// <summary>Reports every item that repeats an earlier one; <paramref name="pointer"/> takes the item's index.</summary>
    public static void Check<T>(IReadOnlyList<T> items, Func<T, string> key, string pointer, FaultLog log)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            var value = key(items[i]);
            if (value.Length > 0 && !seen.Add(value))
            {
                log.Add(string.Format(CultureInfo.InvariantCulture, pointer, i), "twice", $"'{value}' stands twice");
            }
        }
    }
}
