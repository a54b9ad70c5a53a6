using System.Globalization;
using System.Text;

namespace CrossSell.Documents.Domain;

/// <summary>Names that every file system and mail program takes.</summary>
internal static class FileNames
{
    private const int Longest = 60;

    public static string Of(string number, string clientName, string template) => $"{number}_{Plain(clientName)}_{Plain(template)}.docx";

    /// <summary>Names made different where two are the same.</summary>
    public static IReadOnlyList<string> Unique(IReadOnlyList<string> names)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. names.Select(name => Free(name, taken))];
    }

    private static string Free(string name, HashSet<string> taken)
    {
        var candidate = name;
        for (var i = 2; !taken.Add(candidate); i++)
        {
            candidate = $"{Path.GetFileNameWithoutExtension(name)} ({i}){Path.GetExtension(name)}";
        }

        return candidate;
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
        {
            plain.Append(char.IsAsciiLetterOrDigit(c) ? c : '-');
        }

        var name = string.Join('-', plain.ToString().Split('-', StringSplitOptions.RemoveEmptyEntries));
        return name.Length > Longest ? name[..Longest] : name;
    }
}
