using System.Globalization;

namespace CrossSell.Documents.Word;

/// <summary>The lists of a guest, under numbers above the host's, so that each counts for itself.</summary>
internal sealed class ImportedLists(TemplatePackage host, TemplatePackage guest, ImportedStyles styles, GuestTheme theme, int number)
{
    private const string Type = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml";

    /// <param name="users">What names lists by number: texts and styles.</param>
    public void Run(IReadOnlyList<Element> users)
    {
        if (guest.Tree(PartKind.Numbering) is not { } numbering)
        {
            return;
        }
        var part = host.PartOf(Type) ?? host.Add("word/numbering.xml", Type, "numbering", numbering.Hollow());
        var target = host.Tree(part);
        var (lists, definitions) = (Last(target, "num", "numId") ?? 0, Last(target, "abstractNum", "abstractNumId") + 1 ?? 0);
        var taken = numbering.Elements.Where(e => e.Is("abstractNum") || e.Is("num")).ToList();
        foreach (var element in taken)
        {
            if (element.Is("num"))
            {
                Shift(element, "numId", lists);
                Shift(element.Child("abstractNumId"), "val", definitions);
            }
            else
            {
                Shift(element, "abstractNumId", definitions);
                Describe(element);
            }
            styles.Refer(element);
            theme.Settle(element);
            element.Remove();
            target.Insert(PlaceFor(target, element), element);
        }
        foreach (var list in users.SelectMany(u => u.Descendants().OfType<Element>()).Where(e => e.Is("numId")).ToList())
        {
            Shift(list, "val", list.Attribute("val") == "0" ? 0 : lists);
        }
        Namespaces.Bring(numbering, target, taken);
        host.Change(part);
    }

    /// <summary>Definitions come before the lists that use them, and lists before what follows.</summary>
    private static int PlaceFor(Element target, Element element)
    {
        var before = element.Is("num") ? new[] { "numPicBullet", "abstractNum", "num" } : ["numPicBullet", "abstractNum"];
        return target.Children.FindLastIndex(c => c is Element e && before.Contains(e.Local)) + 1;
    }

    /// <summary>Word takes definitions with one identity for one list; pictures as bullets stay behind.</summary>
    private void Describe(Element definition)
    {
        if (definition.Child("nsid") is { } identity && int.TryParse(definition.Attribute("abstractNumId"), out var id))
        {
            identity.Set(identity.Prefix + "val", "val", identity.Uri, (0x10000000 + (number << 16) + id).ToString("X8", CultureInfo.InvariantCulture));
        }
        definition.Descendants().OfType<Element>().Where(e => e.Is("lvlPicBulletId")).ToList().ForEach(e => e.Remove());
    }

    private static void Shift(Element? element, string name, int by)
    {
        if (element?.Attributes.Find(a => a.Local == name) is { } old && int.TryParse(old.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            element.Replace(old, old with { Value = (id + by).ToString(CultureInfo.InvariantCulture) });
        }
    }

    private static int? Last(Element numbering, string element, string name) => numbering.Elements.Where(e => e.Is(element))
        .Select(e => int.TryParse(e.Attribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Cast<int?>().Max();
}
