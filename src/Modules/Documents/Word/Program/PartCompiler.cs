using CrossSell.Documents.Messages;

namespace CrossSell.Documents.Word;

/// <summary>Compiles one part of the file; gives null when nothing in it depends on the data.</summary>
internal sealed class PartCompiler(FieldCatalogue catalogue, ListRestarts lists, Inclusions inclusions)
{
    private readonly SortedSet<string> fields = new(StringComparer.Ordinal);
    private readonly List<TemplateProblem> faults = [.. inclusions.Faults];
    private readonly HashSet<string> withPictures = [];

    public IReadOnlyCollection<string> Fields => fields;

    public IReadOnlyList<TemplateProblem> Faults => faults;

    /// <summary>The parts into which filling puts pictures.</summary>
    public IReadOnlySet<string> WithPictures => withPictures;

    public PackedProgram? Story(string part, Element root)
    {
        var found = new FaultList(part);
        var hasTags = Story(part, root, found);
        faults.AddRange(found.All);
        return hasTags && found.All.Count == 0 ? ProgramWriter.Document(root) : null;
    }

    private bool Story(string part, Element root, FaultList found)
    {
        Controls.Expand(root);
        var paragraphs = new Paragraphs(found);
        paragraphs.Read(root);
        TaggedAttributes.Read(root, found);
        var tags = root.Descendants().SelectMany(TagsAt).ToList();
        List<Placeholder> included = [];
        if (tags.Count > 0)
        {
            var blocks = Bind(tags, found);
            var including = tags.Where(t => t.Includes is not null && MayInclude(t, found)).ToList();
            new BlockPlacer(paragraphs.Facts, found).Place(blocks);
            included = [.. including.SelectMany(t => Included(part, t, found))];
            Cleanup.Run(root, paragraphs.Facts);
            PlacePictures(root, found);
            lists.Place(root);
            if (tags.Exists(t => t.Value?.Shape.Type == FieldType.Picture))
            {
                withPictures.Add(part);
            }
        }
        Leftovers.Find(root, found);
        included.ForEach(i => i.Fill());
        return tags.Count > 0;
    }

    private static bool MayInclude(Tag tag, FaultList found)
    {
        try
        {
            Placeholder.Check(tag);
            return true;
        }
        catch (TagException wrong)
        {
            found.Add(tag, wrong.Why);
            return false;
        }
    }

    /// <summary>The text a tag includes, with tags and blocks of its own; its faults were found when it was checked by itself.</summary>
    private IEnumerable<Placeholder> Included(string part, Tag tag, FaultList found)
    {
        try
        {
            if (inclusions.Take(tag.Includes!) is { } text)
            {
                Story(part, text, found);
                return [Placeholder.For(tag, text)];
            }
        }
        catch (TagException wrong)
        {
            found.Add(tag, wrong.Why);
        }
        return [];
    }

    /// <summary>The relationships of a part: addresses of links with tags in them, and pictures that filling puts into the part.</summary>
    public PackedProgram? Relations(string part, Element root, string? picturesOf, bool isStrict)
    {
        var found = new FaultList(part);
        TaggedAttributes.ReadAddresses(root, found);
        var tags = root.Descendants().SelectMany(TagsAt).ToList();
        Bind(tags, found);
        RefusePictures(tags, found);
        RefuseIncludes(tags, found);
        if (picturesOf is not null)
        {
            root.Add(new Step(new PictureRelations(picturesOf, isStrict)));
        }
        faults.AddRange(found.All);
        return (tags.Count > 0 || picturesOf is not null) && found.All.Count == 0 ? ProgramWriter.Document(root) : null;
    }

    /// <summary>The definitions of lists, with those that loops begin anew.</summary>
    public static PackedProgram Numbering(Element root)
    {
        var last = root.Children.FindLastIndex(c => c is Element element && element.Is("num"));
        root.Insert(last + 1, new Step(new RestartedLists(root.Prefix)));
        return ProgramWriter.Document(root);
    }

    /// <summary>Parts that hold single lines of text, such as the document's title.</summary>
    public PackedProgram? Lines(string part, Element root)
    {
        var found = new FaultList(part);
        var lines = root.Descendants().OfType<Element>().Where(e => e.Children.Count > 0 && e.Children.TrueForAll(c => c is TextNode)).ToList();
        var hasTags = false;
        foreach (var line in lines)
        {
            var text = string.Concat(line.Children.Cast<TextNode>().Select(t => t.Text));
            if (TagScanner.MayHaveTags(text) && Line(text, found) is { } content)
            {
                RefusePictures(content.Descendants().OfType<Tag>(), found);
                line.Children.Clear();
                content.Children.ToList().ForEach(line.Add);
                hasTags = true;
            }
        }
        faults.AddRange(found.All);
        return hasTags && found.All.Count == 0 ? ProgramWriter.Document(root, TextForm.OneLine) : null;
    }

    public void RefuseTags(string part, Element root)
    {
        var found = new FaultList(part);
        Leftovers.Find(root, found);
        faults.AddRange(found.All);
    }

    /// <summary>Text with its tags and blocks, or null when it has none.</summary>
    public Branch? Line(string text, FaultList found, bool dropTagLines = false)
    {
        var content = PlainText.Split(text, found, dropTagLines);
        var tags = content.Children.OfType<Tag>().ToList();
        if (tags.Count == 0)
        {
            return null;
        }
        var blocks = Bind(tags, found);
        RefuseIncludes(tags, found);
        foreach (var block in blocks)
        {
            PlainText.Enclose(content, block);
        }
        return content;
    }

    private static IEnumerable<Tag> TagsAt(Node node) => node switch
    {
        Tag tag => [tag],
        Element element => element.Attributes.SelectMany(a => a.Tags),
        _ => [],
    };

    private static void PlacePictures(Element root, FaultList found)
    {
        try
        {
            TaggedAttributes.PlacePictures(root);
        }
        catch (TagException wrong)
        {
            found.Add(Place.None, null, wrong.Why);
        }
        RefusePictures(root.Descendants().OfType<Tag>().Where(t => t.ParentElement?.Is("instrText") == true), found);
    }

    public static void RefusePictures(IEnumerable<Tag> tags, FaultList found)
    {
        foreach (var tag in tags.Where(t => t.Value?.Shape.Type == FieldType.Picture))
        {
            found.Add(tag, new("noPictureHere", "No picture can stand here; put it into the text."));
        }
    }

    private static void RefuseIncludes(IEnumerable<Tag> tags, FaultList found) => tags.Where(t => t.Includes is not null).ToList().ForEach(t => MayInclude(t, found));

    private IReadOnlyList<Block> Bind(IEnumerable<Tag> tags, FaultList found)
    {
        var binder = new BlockBinder(catalogue, found);
        var blocks = binder.Bind(tags);
        fields.UnionWith(binder.UsedFields);
        return blocks;
    }
}
