namespace CrossSell.Documents.Word;

/// <summary>Compiles one part of the file; gives null when nothing in it depends on the data.</summary>
internal sealed class PartCompiler(FieldCatalogue catalogue)
{
    private readonly SortedSet<string> fields = new(StringComparer.Ordinal);
    private readonly List<TemplateFault> faults = [];

    public IReadOnlyCollection<string> Fields => fields;

    public IReadOnlyList<TemplateFault> Faults => faults;

    public PackedProgram? Story(string part, Element root)
    {
        var found = new FaultList(part);
        var paragraphs = new Paragraphs(found);
        paragraphs.Read(root);
        var tags = root.Descendants().OfType<Tag>().ToList();
        if (tags.Count > 0)
        {
            new BlockPlacer(paragraphs.Facts, found).Place(Bind(tags, found));
            Cleanup.Run(root, paragraphs.Facts);
        }
        Leftovers.Find(root, found);
        faults.AddRange(found.All);
        return tags.Count > 0 && found.All.Count == 0 ? ProgramWriter.Document(root) : null;
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
        foreach (var block in Bind(tags, found))
        {
            PlainText.Enclose(content, block);
        }
        return content;
    }

    private IReadOnlyList<Block> Bind(IEnumerable<Tag> tags, FaultList found)
    {
        var binder = new BlockBinder(catalogue, found);
        var blocks = binder.Bind(tags);
        fields.UnionWith(binder.UsedFields);
        return blocks;
    }
}
