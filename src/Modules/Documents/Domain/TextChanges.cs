using CrossSell.Documents.Messages;

namespace CrossSell.Documents.Domain;

/// <summary>What changed from one text to another, paragraph by paragraph: the fewest that must go and come (longest common subsequence).</summary>
internal static class TextChanges
{
    public static IReadOnlyList<TemplateChange> Between(IReadOnlyList<TemplateLine> from, IReadOnlyList<TemplateLine> to)
    {
        var common = new int[from.Count + 1, to.Count + 1];
        for (var i = from.Count - 1; i >= 0; i--)
        {
            for (var j = to.Count - 1; j >= 0; j--)
            {
                common[i, j] = IsSame(from[i], to[j]) ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var changes = new List<TemplateChange>();
        for (var (i, j) = (0, 0); i < from.Count || j < to.Count;)
        {
            if (i < from.Count && j < to.Count && IsSame(from[i], to[j]))
            {
                changes.Add(new TemplateChange("same", to[j].Part, to[j].Text));
                (i, j) = (i + 1, j + 1);
            }
            else if (i < from.Count && (j == to.Count || common[i + 1, j] >= common[i, j + 1]))
            {
                changes.Add(new TemplateChange("removed", from[i].Part, from[i].Text));
                i++;
            }
            else
            {
                changes.Add(new TemplateChange("added", to[j].Part, to[j].Text));
                j++;
            }
        }

        return changes;
    }

    private static bool IsSame(TemplateLine a, TemplateLine b) => a.Text == b.Text && a.Part == b.Part;
}
