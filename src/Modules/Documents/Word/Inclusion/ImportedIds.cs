using System.Globalization;
using System.Text.RegularExpressions;

namespace CrossSell.Documents.Word;

/// <summary>What Word wants only once in a file: numbers of bookmarks and drawings above the host's, names of bookmarks that the host has as well made different, here and where they are referred to.</summary>
internal sealed partial class ImportedIds(TemplatePackage host, string key, int number)
{
    private int last = host.LastId;

    public void Run(IReadOnlyList<Element> texts)
    {
        var taken = host.Stories.SelectMany(s => s.Descendants()).OfType<Element>().Where(e => e.Is("bookmarkStart")).Select(e => e.Attribute("name")).ToHashSet();
        var bookmarks = new Dictionary<string, string>();
        var renamed = new Dictionary<string, string>();
        foreach (var element in texts.SelectMany(t => t.Descendants().OfType<Element>()).ToList())
        {
            if (IsOfReviewers(element))
            {
                element.Remove();
                continue;
            }
            element.Attributes.RemoveAll(a => a is { Uri: Names.Word2010, Local: "paraId" or "textId" });
            Renumber(element, bookmarks);
            if (element.Is("bookmarkStart") && element.Attributes.Find(a => a.Local == "name") is { } name && taken.Contains(name.Value))
            {
                renamed[name.Value] = $"{name.Value}_{Plain().Replace(key, "_")}";
                element.Replace(name, name with { Value = renamed[name.Value] });
            }
        }
        foreach (var element in renamed.Count == 0 ? [] : texts.SelectMany(t => t.Descendants().OfType<Element>()).ToList())
        {
            Refer(element, renamed);
        }
    }

    private static bool IsOfReviewers(Element element) => element.IsWord && element.Local is "commentRangeStart" or "commentRangeEnd" or "commentReference"
        || (element.Is("id") && element.ParentElement?.Is("sdtPr") == true);

    private void Renumber(Element element, Dictionary<string, string> bookmarks)
    {
        var id = element.Attributes.Find(a => a.Local == "id" && (a.Uri.Length == 0 || element.IsWord));
        if (id is null)
        {
            return;
        }
        if (element.Is("bookmarkStart") || element.Is("bookmarkEnd"))
        {
            if (!bookmarks.TryGetValue(id.Value, out var fresh))
            {
                bookmarks[id.Value] = fresh = Next();
            }
            element.Replace(id, id with { Value = fresh });
        }
        else if (element.Local == "docPr")
        {
            element.Replace(id, id with { Value = Next() });
        }
        else if (element.Uri == Names.Vml && element.Local != "shapetype")
        {
            element.Replace(id, id with { Value = $"included{number}_{id.Value}" });
        }
    }

    private string Next() => (++last).ToString(CultureInfo.InvariantCulture);

    private static void Refer(Element element, Dictionary<string, string> renamed)
    {
        foreach (var attribute in element.Attributes.Where(a => (element.Is("hyperlink") && a.Local == "anchor") || (element.Is("fldSimple") && a.Local == "instr")).ToList())
        {
            element.Replace(attribute, attribute with { Value = Renamed(attribute.Value, renamed) });
        }
        if (element.Is("instrText"))
        {
            var code = Renamed(string.Concat(element.Children.OfType<TextNode>().Select(t => t.Text)), renamed);
            element.Children.Clear();
            element.Add(new TextNode(code));
        }
    }

    private static string Renamed(string text, Dictionary<string, string> renamed) => Word().Replace(text, m => renamed.GetValueOrDefault(m.Value, m.Value));

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\W")]
    private static partial Regex Plain();
}
