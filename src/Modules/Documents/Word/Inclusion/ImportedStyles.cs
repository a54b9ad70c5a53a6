using System.Text.RegularExpressions;

namespace CrossSell.Documents.Word;

/// <summary>The styles an included text uses, and those they stand on, under names of their own beside the host's.</summary>
internal sealed partial class ImportedStyles
{
    private const string Type = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml";
    private static readonly string[] Users = ["pStyle", "rStyle", "tblStyle"], Supports = ["basedOn", "link", "numStyleLink"];
    private readonly Dictionary<string, Element> known = [];
    private readonly Dictionary<string, Element> taken = [];
    private readonly Dictionary<string, string> names = [];
    private readonly TemplatePackage host;
    private readonly TemplatePackage guest;
    private readonly string key;
    private readonly GuestTheme theme;

    public ImportedStyles(TemplatePackage host, TemplatePackage guest, string key, GuestTheme theme)
    {
        (this.host, this.guest, this.key, this.theme) = (host, guest, key, theme);
        foreach (var style in guest.Tree(PartKind.Styles)?.Elements.Where(e => e.Is("style") && e.Attribute("styleId") is not null) ?? [])
        {
            known.TryAdd(style.Attribute("styleId")!, style);
        }
    }

    public IEnumerable<Element> Taken => taken.Values;

    public void Run(IReadOnlyList<Element> texts)
    {
        if (known.Count == 0)
        {
            return;
        }
        NameTheDefault(texts);
        var all = texts.SelectMany(t => t.Descendants().OfType<Element>()).ToList();
        all.Where(e => e.IsWord && Users.Contains(e.Local)).ToList().ForEach(Take);
        foreach (var list in known.Values.Where(s => s.Attribute("type") == "numbering").ToList())
        {
            Take(list.Attribute("styleId")!);
        }
        var part = host.PartOf(Type) ?? host.Add("word/styles.xml", Type, "styles", guest.Tree(PartKind.Styles)!.Hollow());
        var target = host.Tree(part);
        StyleDefaults.Settle(target, guest.Tree(PartKind.Styles)!, Taken.Where(s => s.Attribute("type") == "paragraph" && s.Child("basedOn") is null), theme);
        var ids = target.Elements.Select(e => e.Attribute("styleId")).ToHashSet();
        foreach (var id in taken.Keys)
        {
            names[id] = Free($"{key}_{Plain().Replace(id, "")}", ids);
        }
        Taken.ToList().ForEach(Rename);
        texts.ToList().ForEach(Refer);
        Taken.ToList().ForEach(target.Add);
        Namespaces.Bring(guest.Tree(PartKind.Styles)!, target, Taken);
        host.Change(part);
    }

    /// <summary>What a guest's style is called in the host; null when it was not taken.</summary>
    public string? NameOf(string? style) => style is null ? null : names.GetValueOrDefault(style);

    /// <summary>Every name of a style inside <paramref name="root"/>; one that was not taken is dropped.</summary>
    public void Refer(Element root)
    {
        foreach (var user in root.Descendants().OfType<Element>().Where(e => e.IsWord && (Users.Contains(e.Local) || Supports.Contains(e.Local) || e.Local is "next" or "styleLink")).ToList())
        {
            if (NameOf(user.Attribute("val")) is { } name)
            {
                user.Replace(user.Attributes.Find(a => a.Local == "val")!, user.Attributes.Find(a => a.Local == "val")! with { Value = name });
            }
            else
            {
                user.Remove();
            }
        }
    }

    /// <summary>A paragraph that names no style has the guest's default, which in the host is another one.</summary>
    private void NameTheDefault(IReadOnlyList<Element> texts)
    {
        var normal = known.Values.FirstOrDefault(s => s.Attribute("type") == "paragraph" && s.Attribute("default") is "1" or "true" or "on")?.Attribute("styleId");
        if (normal is null)
        {
            return;
        }
        foreach (var paragraph in texts.SelectMany(t => t.Descendants().OfType<Element>()).Where(e => e.Is("p")).ToList())
        {
            var properties = paragraph.Child("pPr");
            if (properties is null)
            {
                paragraph.Insert(0, properties = new Element(paragraph.Prefix + "pPr", "pPr", paragraph.Uri));
            }
            if (properties.Child("pStyle") is null)
            {
                var style = new Element(paragraph.Prefix + "pStyle", "pStyle", paragraph.Uri);
                style.Set(paragraph.Prefix + "val", "val", paragraph.Uri, normal);
                properties.Insert(0, style);
            }
        }
    }

    private void Take(Element user)
    {
        if (user.Attribute("val") is { } id)
        {
            Take(id);
        }
    }

    private void Take(string id)
    {
        if (known.TryGetValue(id, out var style) && taken.TryAdd(id, style))
        {
            style.Elements.Where(e => Supports.Contains(e.Local)).ToList().ForEach(Take);
        }
    }

    private void Rename(Element style)
    {
        var id = style.Attributes.Find(a => a.Local == "styleId")!;
        style.Replace(id, id with { Value = names[id.Value] });
        style.Attributes.RemoveAll(a => a.Local is "default" or "customStyle");
        style.Set(style.Prefix + "customStyle", "customStyle", style.Uri, "1");
        style.Children.RemoveAll(c => c is Element { Local: "qFormat" or "aliases" });
        if (style.Child("name") is { } name && name.Attributes.Find(a => a.Local == "val") is { } shown)
        {
            name.Replace(shown, shown with { Value = $"{shown.Value} ({key})" });
        }
        Refer(style);
        theme.Settle(style);
    }

    private static string Free(string wanted, HashSet<string?> taken)
    {
        var free = wanted;
        for (var i = 2; !taken.Add(free); i++)
        {
            free = $"{wanted}_{i}";
        }
        return free;
    }

    [GeneratedRegex(@"[^\w-]")]
    private static partial Regex Plain();
}
