using System.Globalization;

namespace CrossSell.Documents.Word;

/// <summary>A picture as it stands in a line of text (ISO/IEC 29500-1, 20.4.2.8 and 20.2.2.5).</summary>
internal static class PictureXml
{
    private const decimal UnitsPerMillimetre = 36_000;

    public static void Write(Filling fill, Picture picture, string prefix, bool isStrict)
    {
        var (width, height) = (Units(picture.Width), Units(picture.Height));
        var (id, relation) = (fill.Ids.Next(), fill.Pictures.Add(fill.Part, picture));
        var drawing = isStrict ? "http://purl.oclc.org/ooxml/drawingml" : "http://schemas.openxmlformats.org/drawingml/2006";
        var office = isStrict ? "http://purl.oclc.org/ooxml/officeDocument/relationships" : "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

        fill.Output.Write(
            $"<{prefix}drawing><wp:inline xmlns:wp=\"{drawing}/wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:docPr id=\"{id}\" name=\"Picture {id}\"/>"
            + $"<a:graphic xmlns:a=\"{drawing}/main\"><a:graphicData uri=\"{drawing}/picture\"><pic:pic xmlns:pic=\"{drawing}/picture\">"
            + $"<pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"Picture {id}\"/><pic:cNvPicPr/></pic:nvPicPr>"
            + $"<pic:blipFill><a:blip xmlns:r=\"{office}\" r:embed=\"{relation}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            + $"<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>"
            + $"</pic:pic></a:graphicData></a:graphic></wp:inline></{prefix}drawing>");
    }

    private static string Units(decimal millimetres) => Math.Max(1, (long)Math.Round(millimetres * UnitsPerMillimetre)).ToString(CultureInfo.InvariantCulture);
}
