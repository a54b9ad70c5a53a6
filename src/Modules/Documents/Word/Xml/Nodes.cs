namespace CrossSell.Documents.Word;

internal abstract class Node
{
    public Container? Parent { get; set; }

    public IEnumerable<Container> Ancestors()
    {
        for (var up = Parent; up is not null; up = up.Parent)
        {
            yield return up;
        }
    }

    /// <summary>The XML element this stands in, looking through blocks already placed.</summary>
    public Element? ParentElement => Ancestors().OfType<Element>().FirstOrDefault();

    public void Remove()
    {
        Parent?.Children.Remove(this);
        Parent = null;
    }

    public void ReplaceWith(params IEnumerable<Node> others)
    {
        var (parent, at) = (Parent!, Parent!.Children.IndexOf(this));
        parent.Children.RemoveAt(at);
        Parent = null;
        foreach (var other in others)
        {
            parent.Insert(at++, other);
        }
    }
}

internal abstract class Container : Node
{
    public List<Node> Children { get; } = [];

    public IEnumerable<Element> Elements => Children.OfType<Element>();

    public void Add(Node child) => Insert(Children.Count, child);

    public void Insert(int at, Node child)
    {
        child.Parent = this;
        Children.Insert(at, child);
    }

    /// <summary>Everything inside, in reading order.</summary>
    public IEnumerable<Node> Descendants()
    {
        var open = new Stack<(Container Container, int Next)>();
        open.Push((this, 0));
        while (open.TryPop(out var top))
        {
            if (top.Next == top.Container.Children.Count)
            {
                continue;
            }
            var child = top.Container.Children[top.Next];
            open.Push((top.Container, top.Next + 1));
            yield return child;
            if (child is Container container)
            {
                open.Push((container, 0));
            }
        }
    }
}

internal sealed class TextNode(string text) : Node
{
    public string Text { get; } = text;
}

/// <summary>An attribute; with <paramref name="Content"/> it has tags in it, and <paramref name="Form"/> says how their values are written there.</summary>
internal sealed record XmlAttributeText(string Name, string Local, string Uri, string Value, Branch? Content = null, TextForm? Form = null)
{
    public IEnumerable<Tag> Tags => Content?.Children.OfType<Tag>() ?? [];
}

/// <summary>A step of the program where no text of the template stands.</summary>
internal sealed class Step(Instruction instruction) : Node
{
    public Instruction Instruction { get; } = instruction;
}

internal sealed class Element(string name, string local, string uri) : Container
{
    public string Name { get; } = name;

    public string Local { get; } = local;

    public string Uri { get; } = uri;

    public List<XmlAttributeText> Attributes { get; } = [];

    public string Prefix => Name[..^Local.Length];

    public bool IsWord => Uri is Names.Word or Names.StrictWord;

    public bool Is(string wordName) => Local == wordName && IsWord;

    public Element? Child(string wordName) => Elements.FirstOrDefault(e => e.Is(wordName));

    public string? Attribute(string local) => Attributes.FirstOrDefault(a => a.Local == local)?.Value;

    public void Replace(XmlAttributeText old, XmlAttributeText other) => Attributes[Attributes.IndexOf(old)] = other;

    public void Set(string name, string local, string uri, string value)
    {
        Attributes.RemoveAll(a => a.Local == local && a.Uri == uri);
        Attributes.Add(new XmlAttributeText(name, local, uri, value));
    }

    /// <summary>The same element with its attributes and without children.</summary>
    public Element Hollow()
    {
        var copy = new Element(Name, Local, Uri);
        copy.Attributes.AddRange(Attributes);
        return copy;
    }

    public Element Clone()
    {
        var copy = Hollow();
        foreach (var child in Children)
        {
            copy.Add(child is Element element ? element.Clone() : new TextNode(((TextNode)child).Text));
        }
        return copy;
    }
}

internal static class Names
{
    public const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    public const string StrictWord = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    public const string Word2010 = "http://schemas.microsoft.com/office/word/2010/wordml";
    public const string Xml = "http://www.w3.org/XML/1998/namespace";
    public const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    public const string Vml = "urn:schemas-microsoft-com:vml";
}
