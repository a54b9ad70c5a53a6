namespace CrossSell.Documents.Word;

/// <summary>Tags that an author wrote where Word keeps a text in an attribute: the description of a picture, a watermark, a field's code, the address of a link.</summary>
internal static class TaggedAttributes
{
    public static void Read(Element root, FaultList faults)
    {
        var paragraph = 0;
        foreach (var element in root.Descendants().OfType<Element>())
        {
            paragraph += element.Is("p") ? 1 : 0;
            foreach (var attribute in element.Attributes.Where(a => TagScanner.MayHaveTags(a.Value)).ToList())
            {
                var isField = element.Is("fldSimple") && attribute.Local == "instr";
                Read(element, attribute, attribute.Value, isField ? TextForm.FieldCode : TextForm.OneLine, paragraph, faults);
            }
        }
    }

    /// <summary>The addresses that a part's links lead to; Word writes the braces of a tag in per cent codes.</summary>
    public static void ReadAddresses(Element relationships, FaultList faults)
    {
        foreach (var link in relationships.Elements)
        {
            var target = link.Attributes.Find(a => a.Local == "Target");
            if (target is null || link.Attribute("TargetMode") != "External" || Uri.UnescapeDataString(target.Value) is var shown && !TagScanner.MayHaveTags(shown))
            {
                continue;
            }
            var isWhole = shown.StartsWith("{{", StringComparison.Ordinal) && shown.EndsWith("}}", StringComparison.Ordinal) && shown.IndexOf("}}", StringComparison.Ordinal) == shown.Length - 2;
            Read(link, target, shown, TextForm.Address(isWhole), 0, faults);
        }
    }

    /// <summary>A picture whose description is nothing but a picture from the data is replaced by it, in the place and size the author drew.</summary>
    public static void PlacePictures(Element root)
    {
        foreach (var (element, attribute) in With(root).Where(a => a.Attribute.Tags.FirstOrDefault()?.Value?.Shape.Type == FieldType.Picture).ToList())
        {
            var frame = element.Ancestors().OfType<Element>().FirstOrDefault(e => e.Local is "inline" or "anchor");
            var fill = frame?.Descendants().OfType<Element>().FirstOrDefault(e => e.Local == "blip");
            if (element.Local != "docPr" || attribute.Content!.Children.Count != 1 || fill?.Attributes.Find(a => a.Local == "embed") is not { } embed)
            {
                throw new TagException("pictureInDescription", "A picture from the data stands in the text, or alone in the description (alternative text) of a sample picture.");
            }
            fill.Replace(embed, embed with { Content = attribute.Content, Form = attribute.Form });
            element.Replace(attribute, attribute with { Value = "", Content = null });
        }
    }

    public static IEnumerable<(Element Element, XmlAttributeText Attribute)> With(Element root) =>
        root.Descendants().OfType<Element>().SelectMany(e => e.Attributes.Where(a => a.Content is not null).Select(a => (e, a)));

    private static void Read(Element element, XmlAttributeText attribute, string text, TextForm form, int paragraph, FaultList faults)
    {
        if (element.Ancestors().OfType<Element>().Any(e => e.Is("sdtPr")))
        {
            return;
        }
        var content = PlainText.Split(text, faults, dropTagLines: false, new Place(paragraph));
        if (content.Children.OfType<Tag>().FirstOrDefault(t => t.Sign != TagSign.Print) is { } block)
        {
            faults.Add(block, new("noBlockHere", "Here, where Word keeps a description, a field's code or an address, a field can stand but no block."));
        }
        else if (content.Children.OfType<Tag>().Any())
        {
            element.Replace(attribute, attribute with { Content = content, Form = form });
        }
    }
}
