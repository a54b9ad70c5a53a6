using System.Text.Json.Nodes;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CrossSell.Benchmarks.Word;

/// <summary>What one writes with the Open XML SDK alone: open the template, clone rows, replace the text of paragraphs, drop what a condition hides, save.</summary>
internal sealed class SdkFill(byte[] template, JsonObject formatted)
{
    public byte[] Fill()
    {
        var stream = new MemoryStream();
        stream.Write(template);
        using (var file = WordprocessingDocument.Open(stream, true))
        {
            var main = file.MainDocumentPart!;
            Rows(main.Document!);
            Conditions(main.Document!.Body!);
            Replace(main.Document!, formatted);
            main.HeaderParts.ToList().ForEach(h => Replace(h.Header!, formatted));
            main.FooterParts.ToList().ForEach(f => Replace(f.Footer!, formatted));
        }
        return stream.ToArray();
    }

    private void Rows(Document document)
    {
        var row = document.Descendants<TableRow>().First(r => r.InnerText.Contains("{% for", StringComparison.Ordinal));
        foreach (var cover in formatted["covers"]!.AsArray())
        {
            var copy = (TableRow)row.CloneNode(true);
            row.InsertBeforeSelf(copy);
            Replace(copy, new JsonObject { ["c"] = cover!.DeepClone() });
        }
        row.Remove();
    }

    private void Conditions(Body body)
    {
        var hidden = new Stack<bool>();
        foreach (var paragraph in body.Elements<Paragraph>().ToList())
        {
            var text = paragraph.InnerText;
            if (text.StartsWith("{% if", StringComparison.Ordinal))
            {
                hidden.Push(!(bool)formatted[text[6..^3].Trim()]!);
                paragraph.Remove();
            }
            else if (text.StartsWith("{% endif", StringComparison.Ordinal))
            {
                hidden.Pop();
                paragraph.Remove();
            }
            else if (hidden.Contains(true))
            {
                paragraph.Remove();
            }
        }
    }

    private static void Replace(OpenXmlElement root, JsonObject data)
    {
        foreach (var paragraph in root.Descendants<Paragraph>().Where(p => p.InnerText.Contains('{')))
        {
            var texts = paragraph.Descendants<Text>().ToList();
            texts[0].Text = Fill(string.Concat(texts.Select(t => t.Text)), data);
            texts.Skip(1).ToList().ForEach(t => t.Text = "");
        }
    }

    private static string Fill(string text, JsonObject data)
    {
        while (text.IndexOf("{{", StringComparison.Ordinal) is >= 0 and var start)
        {
            var end = text.IndexOf("}}", start, StringComparison.Ordinal);
            var name = text[(start + 2)..end].Split('|')[0].Trim();
            var value = name.Split('.').Aggregate((JsonNode?)data, (node, step) => node?[step]);
            text = string.Concat(text.AsSpan(0, start), value?.ToString(), text.AsSpan(end + 2));
        }
        return text.Replace("{% for c in covers %}", "", StringComparison.Ordinal).Replace("{% endfor %}", "", StringComparison.Ordinal);
    }
}
