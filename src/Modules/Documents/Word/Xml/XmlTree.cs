using System.Text;
using System.Xml;

namespace CrossSell.Documents.Word;

internal static class XmlTree
{
    private const int Deepest = 256;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = true,
    };

    public static Element Read(string part, byte[] content)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content, writable: false), Settings);
            return Read(part, reader);
        }
        catch (XmlException) when (HasDtd(content))
        {
            throw new TemplateRejectedException(part, new("dtd", $"The part “{part}” contains a document type definition (DTD), which Word never writes and which can be used for attacks."));
        }
        catch (XmlException wrong)
        {
            throw new TemplateRejectedException(part, new("partDamaged", $"The part “{part}” is damaged: {wrong.Message} Save the file again in Word."));
        }
    }

    private static Element Read(string part, XmlReader reader)
    {
        Element? root = null;
        Container? open = null;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var element = ReadElement(reader);
                    var hasContent = !reader.IsEmptyElement;
                    root ??= element;
                    open?.Add(element);
                    if (reader.Depth > Deepest)
                    {
                        throw new TemplateRejectedException(part, new("partTooDeep", $"The part “{part}” is nested more than {Deepest} levels deep."));
                    }
                    open = hasContent ? element : open;
                    break;
                case XmlNodeType.EndElement:
                    DropIndentation(open!);
                    open = open!.Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    open?.Add(new TextNode(reader.Value));
                    break;
            }
        }
        return root!;
    }

    private static void DropIndentation(Container closed)
    {
        if (closed.Elements.Any())
        {
            closed.Children.RemoveAll(c => c is TextNode text && string.IsNullOrWhiteSpace(text.Text));
        }
    }

    private static Element ReadElement(XmlReader reader)
    {
        var element = new Element(reader.Name, reader.LocalName, reader.NamespaceURI);
        while (reader.MoveToNextAttribute())
        {
            element.Attributes.Add(new XmlAttributeText(reader.Name, reader.LocalName, reader.NamespaceURI, reader.Value));
        }
        reader.MoveToElement();
        return element;
    }

    private static bool HasDtd(byte[] content) =>
        Encoding.UTF8.GetString(content).Contains("<!DOCTYPE", StringComparison.Ordinal)
        || Encoding.Unicode.GetString(content).Contains("<!DOCTYPE", StringComparison.Ordinal)
        || Encoding.BigEndianUnicode.GetString(content).Contains("<!DOCTYPE", StringComparison.Ordinal);
}
