using System.Globalization;
using System.Text;

namespace CrossSell.Kernel.Import;

/// <summary>Reads a header as a person would: by our names, by what Hungarian and English files call them, and past a slip of the pen.</summary>
public static class ColumnGuess
{
    private const int ShortestWithSlips = 5;

    /// <param name="chosen">A mapping that was saved or used before: what it says stands.</param>
    /// <returns>For each column of the file which of ours it is and how that was told; none when it is none.</returns>
    public static IReadOnlyList<(string? Ours, string? By)> For(IReadOnlyList<string> header, CsvShape shape, IReadOnlyDictionary<string, string>? chosen = null)
    {
        var found = new (string? Ours, string? By)[header.Count];
        var taken = new HashSet<string>();
        Match("saved", (column, _) => chosen?.FirstOrDefault(c => string.Equals(c.Value.Trim(), column, StringComparison.OrdinalIgnoreCase)).Key);
        if (chosen is null)
        {
            Match("name", (column, plain) => shape.IsFree(column) ? column : shape.Columns.FirstOrDefault(c => Plain(c) == plain));
            Match("synonym", (_, plain) => shape.Columns.FirstOrDefault(c => Synonyms(shape, c).Any(s => Plain(s) == plain)));
            Match("similar", (_, plain) => plain.Length < ShortestWithSlips ? null : shape.Columns
                .Select(c => (Column: c, Slips: Synonyms(shape, c).Prepend(c).Min(s => Slips(plain, Plain(s)))))
                .Where(c => c.Slips <= (plain.Length >= 9 ? 2 : 1)).OrderBy(c => c.Slips).Select(c => c.Column).FirstOrDefault(c => !taken.Contains(c)));
        }

        return found;

        void Match(string by, Func<string, string, string?> which)
        {
            for (var i = 0; i < header.Count; i++)
            {
                if (found[i].Ours is null && which(header[i].Trim(), Plain(header[i])) is { } ours && taken.Add(ours))
                {
                    found[i] = (ours, by);
                }
            }
        }
    }

    /// <summary>Lower case letters and digits without accents: "Ügyfél kódja" and "ugyfelkodja" are one.</summary>
    internal static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormD).Where(char.IsLetterOrDigit))
        {
            plain.Append(char.ToLower(c, CultureInfo.InvariantCulture));
        }

        return plain.ToString();
    }

    private static IEnumerable<string> Synonyms(CsvShape shape, string column) => shape.Synonyms?.GetValueOrDefault(column) ?? [];

    /// <summary>Letters to put in, leave out or change (Levenshtein).</summary>
    private static int Slips(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 2)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, _) = (row[0], row[0] = i);
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
