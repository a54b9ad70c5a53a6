namespace CrossSell.Documents.Word;

/// <summary>
/// Every file has defaults below its styles. Where a guest's differ from the host's, its styles say them outright; where only the host has one, they say what Word does
/// without any.
/// </summary>
internal static class StyleDefaults
{
    private static readonly string[] ParagraphOrder =
    [
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
        "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
        "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
    ];

    private static readonly string[] RunOrder =
    [
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color",
        "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
    ];

    private static readonly string[] StyleOrder =
    [
        "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose", "personalReply",
        "rsid", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr",
    ];

    /// <summary>What Word does where nothing is said.</summary>
    private static readonly Dictionary<string, (string Name, string Value)[]> Bare = new()
    {
        ["rFonts"] = [("ascii", "Times New Roman"), ("hAnsi", "Times New Roman"), ("eastAsia", "Times New Roman"), ("cs", "Times New Roman")],
        ["sz"] = [("val", "20")],
        ["szCs"] = [("val", "20")],
        ["kern"] = [("val", "0")],
        ["color"] = [("val", "auto")],
        ["b"] = [("val", "0")],
        ["i"] = [("val", "0")],
        ["jc"] = [("val", "left")],
        ["ind"] = [("left", "0"), ("right", "0"), ("firstLine", "0")],
    };

    private static readonly (string Name, string Value)[] BareSpacing = [("before", "0"), ("after", "0"), ("line", "240"), ("lineRule", "auto")];

    public static void Settle(Element hostStyles, Element guestStyles, IEnumerable<Element> roots, GuestTheme theme)
    {
        var paragraph = Differing(Defaults(hostStyles, "pPrDefault", "pPr"), Defaults(guestStyles, "pPrDefault", "pPr"), isParagraph: true, theme);
        var run = Differing(Defaults(hostStyles, "rPrDefault", "rPr"), Defaults(guestStyles, "rPrDefault", "rPr"), isParagraph: false, theme);
        foreach (var style in roots)
        {
            Say(style, "pPr", paragraph, ParagraphOrder);
            Say(style, "rPr", run, RunOrder);
        }
    }

    private static Element? Defaults(Element styles, string around, string name) => styles.Child("docDefaults")?.Child(around)?.Child(name);

    private static List<Element> Differing(Element? host, Element? guest, bool isParagraph, GuestTheme theme)
    {
        var said = (guest?.Elements ?? []).Select(e => e.Clone()).ToList();
        said.ForEach(theme.Settle);
        var hosts = (host?.Elements ?? []).ToDictionary(e => e.Local, ProgramWriter.Markup);
        var bare = (host?.Elements ?? []).Where(h => said.TrueForAll(s => s.Local != h.Local)).Select(h => Neutral(h, isParagraph)).OfType<Element>();
        return [.. said.Where(s => hosts.GetValueOrDefault(s.Local) != ProgramWriter.Markup(s)), .. bare];
    }

    private static Element? Neutral(Element said, bool isParagraph)
    {
        var values = said.Local == "spacing" && isParagraph ? BareSpacing : Bare.GetValueOrDefault(said.Local);
        if (values is null)
        {
            return null;
        }
        var neutral = new Element(said.Name, said.Local, said.Uri);
        foreach (var (name, value) in values)
        {
            neutral.Set(said.Prefix + name, name, said.Uri, value);
        }
        return neutral;
    }

    private static void Say(Element style, string name, List<Element> defaults, string[] order)
    {
        if (defaults.Count == 0)
        {
            return;
        }
        var properties = style.Child(name);
        if (properties is null)
        {
            style.Add(properties = new Element(style.Prefix + name, name, style.Uri));
            Sort(style, StyleOrder);
        }
        foreach (var given in defaults)
        {
            if (properties.Child(given.Local) is { } own)
            {
                own.Attributes.AddRange(given.Attributes.Where(a => own.Attributes.TrueForAll(o => o.Local != a.Local)));
            }
            else
            {
                properties.Add(given.Clone());
            }
        }
        Sort(properties, order);
    }

    private static void Sort(Element parent, string[] order)
    {
        var sorted = parent.Children.OrderBy(c => c is Element e && Array.IndexOf(order, e.Local) is >= 0 and var at ? at : order.Length).ToList();
        parent.Children.Clear();
        sorted.ForEach(parent.Add);
    }
}
