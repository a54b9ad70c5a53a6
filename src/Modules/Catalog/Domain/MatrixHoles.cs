using System.Globalization;
using CrossSell.Catalog.Messages;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

/// <summary>
/// Finds what no row answers. Only the reasons, attempts and products that rows name can make a difference; everything else is one case, "any other".
/// So the whole of outcome x reason x attempt x product is looked at by a few points of it, and what is left over is named as ranges.
/// </summary>
internal static class MatrixHoles
{
    private const int MostNamed = 25;

    public static IReadOnlyList<FollowUpFault> Find(IReadOnlyList<FollowUpDefinition> rows) =>
        [.. Enum.GetValues<Outcome>().SelectMany(outcome => Of(outcome, [.. rows.Where(row => row.On == outcome)])).Take(MostNamed)];

    private static IEnumerable<FollowUpFault> Of(Outcome outcome, IReadOnlyList<FollowUpDefinition> rows)
    {
        if (rows.Count == 0)
        {
            return [Hole(new Gap(outcome, null, null, 1, null))];
        }

        var last = rows.Max(row => row.Attempt ?? row.FromAttempt ?? 1) + 1;
        var gaps =
            from reason in rows.Select(row => row.Reason).Append(null).Distinct()
            from product in rows.Select(row => row.Product).Append(null).Distinct()
            from gap in Gaps(outcome, reason, product, last, rows)
            select gap;
        return Widest([.. gaps]).Select(Hole);
    }

    /// <summary>The attempts that no row answers, neighbours joined; the last one looked at stands for all after it.</summary>
    private static IEnumerable<Gap> Gaps(Outcome outcome, string? reason, string? product, int last, IReadOnlyList<FollowUpDefinition> rows)
    {
        var from = 0;
        for (var times = 1; times <= last; times++)
        {
            var answered = rows.Any(row => row.Answers(outcome, reason, product ?? string.Empty, times));
            if (!answered && from == 0)
            {
                from = times;
            }
            else if (answered && from > 0)
            {
                yield return new Gap(outcome, reason, product, from, times - 1);
                from = 0;
            }
        }

        if (from > 0)
        {
            yield return new Gap(outcome, reason, product, from, null);
        }
    }

    /// <summary>A hole of any reason or product is the hole of each: it is named once.</summary>
    private static IEnumerable<Gap> Widest(IReadOnlyList<Gap> gaps) => gaps.Where(gap => !gaps.Any(other => other != gap && other.Holds(gap)));

    private static FollowUpFault Hole(Gap gap) => new(
        null, string.Empty, "followUpHole", $"nothing answers {gap}", "add a row, or widen one",
        ("outcome", gap.Outcome), ("reason", gap.Reason ?? "any"), ("product", gap.Product ?? "any"), ("attempt", gap.Attempts ?? "any"));

    private sealed record Gap(Outcome Outcome, string? Reason, string? Product, int From, int? Until)
    {
        public string? Attempts => (From, Until) switch
        {
            (1, null) => null,
            (_, null) => From.ToString(CultureInfo.InvariantCulture) + "+",
            _ when From == Until => From.ToString(CultureInfo.InvariantCulture),
            _ => $"{From}-{Until}",
        };

        public bool Holds(Gap other) =>
            (Reason is null || Reason == other.Reason)
            && (Product is null || Product == other.Product)
            && From <= other.From
            && (Until is null || other.Until <= Until);

        public override string ToString() => string.Concat(
            System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(Outcome.ToString()),
            Reason is null ? string.Empty : $" for the reason {Reason}",
            Attempts is null ? string.Empty : $" at attempt {Attempts}",
            Product is null ? string.Empty : $" of {Product}");
    }
}
