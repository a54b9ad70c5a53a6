namespace CrossSell.Documents.Word;

/// <summary>Fonts and colours that a guest names by its theme, said outright, since the host has a theme of its own.</summary>
internal sealed class GuestTheme
{
    private const string Type = "application/vnd.openxmlformats-officedocument.theme+xml";
    private static readonly string[] Colours = ["themeColor", "themeTint", "themeShade", "themeFill", "themeFillTint", "themeFillShade"];
    private static readonly (string Theme, string Font)[] Fonts = [("asciiTheme", "ascii"), ("hAnsiTheme", "hAnsi"), ("eastAsiaTheme", "eastAsia"), ("cstheme", "cs")];
    private readonly Dictionary<string, string> families = [];

    public GuestTheme(TemplatePackage guest)
    {
        var scheme = guest.PartOf(Type) is { } part && guest.HasTree(part) ? guest.Tree(part).Descendants().OfType<Element>().Where(e => e.Local is "majorFont" or "minorFont") : [];
        foreach (var family in scheme)
        {
            foreach (var font in family.Elements.Where(e => e.Local is "latin" or "ea" or "cs" && e.Attribute("typeface") is { Length: > 0 }))
            {
                families[family.Local[..5] + font.Local] = font.Attribute("typeface")!;
            }
        }
    }

    public void Settle(Element root)
    {
        foreach (var element in root.Descendants().OfType<Element>().Prepend(root).Where(e => e.IsWord))
        {
            element.Attributes.RemoveAll(a => Colours.Contains(a.Local));
            if (element.Is("rFonts"))
            {
                SettleFonts(element);
            }
        }
    }

    private void SettleFonts(Element fonts)
    {
        foreach (var (theme, font) in Fonts)
        {
            if (fonts.Attributes.Find(a => a.Local == theme) is not { } named)
            {
                continue;
            }
            fonts.Attributes.Remove(named);
            var family = named.Value[..5] + (named.Value[5..] switch { "EastAsia" => "ea", "Bidi" => "cs", _ => "latin" });
            if (named.Value.Length > 5 && families.TryGetValue(family, out var face))
            {
                fonts.Set(named.Name[..^theme.Length] + font, font, named.Uri, face);
            }
        }
    }
}
