using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CrossSell.Documents.Word;

/// <summary>The template language over plain text, for titles and the texts of mails. Faults count lines where Word counts paragraphs.</summary>
internal static class TextTemplate
{
    public static CompiledText Compile(string text, FieldCatalogue catalogue) => Compile(text, catalogue, TextForm.Plain, "text");

    /// <param name="part">What the faults call the text.</param>
    public static CompiledText Compile(string text, FieldCatalogue catalogue, TextForm form, string part)
    {
        var compiler = new PartCompiler(catalogue, new ListRestarts(null, null), Inclusions.None);
        var faults = new FaultList(part);
        var content = compiler.Line(text, faults, dropTagLines: true);
        PartCompiler.RefusePictures(content?.Descendants().OfType<Tag>() ?? [], faults);
        if (faults.All.Count > 0)
        {
            throw new TemplateRejectedException(faults.All);
        }
        if (content is null)
        {
            content = new Branch();
            content.Add(new TextNode(text));
        }
        return new CompiledText(ProgramWriter.Text(content, form), [.. compiler.Fields]);
    }
}

internal sealed class CompiledText
{
    private readonly Instruction[] program;

    public CompiledText(Instruction[] program, IReadOnlyList<string> fields) => (this.program, Fields) = (program, fields);

    public IReadOnlyList<string> Fields { get; }

    public string Fill(JsonObject model, CultureInfo culture)
    {
        using var output = new Utf8Buffer(4096);
        var fill = new Filling(model, culture, Wording.For(culture), new UniqueIds(0, 0)) { Output = output };
        Instruction.RunAll(program, fill);
        return fill.Faults.Count == 0 ? Encoding.UTF8.GetString(output.Written) : throw new DataFaultException(fill.Faults);
    }
}
