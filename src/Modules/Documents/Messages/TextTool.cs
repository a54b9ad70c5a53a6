using System.Globalization;
using System.Text.Json.Nodes;
using CrossSell.Documents.Word;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Documents.Messages;

/// <summary>What a text is written for.</summary>
public enum TextTarget
{
    /// <summary>Plain text: values stand as they are.</summary>
    Plain,

    /// <summary>HTML: values are escaped, in the text and in attributes; their line breaks become <c>&lt;br&gt;</c>.</summary>
    Html,
}

/// <summary>The template language over plain text and HTML, for mails: the engine that fills Word files, with another form of output.</summary>
public static class TextTool
{
    /// <summary>Every field of a model, with an example and a tag that writes it.</summary>
    public static IReadOnlyList<TemplateField> Fields(JsonObject sample) =>
        [.. FieldExamples.Of(FieldCatalogue.From(sample), sample).Select(f => new TemplateField(f.Name, FieldExamples.Word(f.Type), f.Example, f.Write, Filters.For(f.Type)))];

    /// <summary>Reads a text once; the program can be kept and used by several threads.</summary>
    /// <param name="part">What the problems call the text, such as <c>subject</c>.</param>
    /// <param name="sample">Every name with a value of its type; null to check syntax and structure only.</param>
    /// <exception cref="TemplateException">The text has faults; their paragraphs are lines, counted from 1.</exception>
    public static TextProgram Compile(string text, TextTarget target, string part, JsonObject? sample) =>
        new(TextTemplate.Compile(text, sample is null ? FieldCatalogue.Open : FieldCatalogue.From(sample), target == TextTarget.Html ? TextForm.Html : TextForm.Plain, part));
}

/// <summary>A text that was read without faults.</summary>
public sealed class TextProgram
{
    private readonly CompiledText _text;

    internal TextProgram(CompiledText text) => _text = text;

    /// <summary>The fields it reads; those of a list's items stand under the list's name.</summary>
    public IReadOnlyList<string> Fields => _text.Fields;

    /// <exception cref="TemplateException">The data has no value for a field, or one of another type.</exception>
    public string Fill(JsonObject model, CultureInfo culture) => _text.Fill(model, culture);
}

/// <summary>What templates about a subject are filled from: of the named parts of the model those there are, each put together by the module that owns it.</summary>
/// <param name="Parts"><c>client</c>, <c>advisor</c>, <c>company</c>, …: nothing is read for those not named.</param>
[Needs(Permission.SeeClients)]
public sealed record LoadModel(DocumentSubject Subject, IReadOnlyCollection<string> Parts) : IQuery<JsonObject>;

/// <summary>Every name of the model with an example of its type, with what a product line adds to it.</summary>
[Needs(Permission.SeeCatalog)]
public sealed record GetModelSample(string? Line) : IQuery<JsonObject>;
