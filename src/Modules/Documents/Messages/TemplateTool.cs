using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrossSell.Documents.Word;
using CrossSell.Kernel.Errors;

namespace CrossSell.Documents.Messages;

/// <summary>One thing that is wrong with a template or with the data it is filled from.</summary>
/// <param name="Part">The part of the Word file, such as <c>word/document.xml</c>; <c>package</c> for the file itself, <c>data</c> for the model.</param>
/// <param name="Paragraph">The paragraph inside the part, counted from 1 and including those in tables and text boxes; 0 where there is none.</param>
/// <param name="Tag">The tag as it is written in the template, or the name of the field in the data.</param>
/// <param name="Message">What is wrong and what to do, for the author of the template.</param>
/// <param name="Where">Where the paragraph stands, such as <c>table 2, row 3, column 1</c>; null in the running text.</param>
/// <param name="Context">The text around the tag.</param>
public sealed record TemplateProblem(string Part, int Paragraph, string? Tag, string Message, string? Where = null, string? Context = null)
{
    /// <summary>Stable name of what is wrong, such as <c>template.unknownField</c>; the texts of other languages are found by it.</summary>
    public string Code { get; init; } = string.Empty;

    /// <summary>The values in the message, in their order; words of the engine's own, such as the type of a field, by their code (<c>type.date</c>).</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>What <see cref="Where"/> says, one by one from the outside in.</summary>
    public IReadOnlyList<Spot> Spots { get; init; } = [];

    /// <summary>What is wrong in one line of a text.</summary>
    public static TemplateProblem Of(string part, int line, string code, Said message) => Of(part, new Place(line), null, new(code, message));

    internal static TemplateProblem Of(string part, Place place, string? tag, Why why) => new(part, place.Paragraph, tag, why.Sentence.ToString(), place.Spots.Count == 0 ? null : string.Join(", ", place.Spots), place.Context)
    {
        Spots = place.Spots,
        Code = "template." + why.Code,
        Facts = why.Sentence.Facts,
    };

    /// <summary>The same as a fault of a request's field. Each value is there as <c>0</c>, <c>1</c>, …, and as <c>term0</c>, <c>term1</c>, … to be said in words where it is the code of one.</summary>
    public FieldFault At(string field) => new(field, Code, Message, [.. Facts.SelectMany((fact, at) => new (string, object?)[] { ($"{at}", new Verbatim(fact)), ($"term{at}", new Term(fact, fact)) })]);
}

/// <summary>A thing in a document in which a paragraph stands.</summary>
/// <param name="Kind"><c>table</c>, <c>row</c>, <c>column</c>, <c>textBox</c>, <c>contentControl</c>, <c>footnote</c>, <c>endnote</c>.</param>
/// <param name="Number">Which one, counted from 1; null where they are not counted.</param>
public sealed record Spot(string Kind, int? Number)
{
    /// <summary>In English, such as <c>row 3</c> or <c>text box</c>.</summary>
    public override string ToString() => Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"{Kind} {number}") : string.Concat(Kind.Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
}

/// <summary>A template that cannot be used, or data that does not fill it; nothing was written.</summary>
public abstract class TemplateException(IReadOnlyList<TemplateProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems.Select(p => p.Message)))
{
    /// <summary>Of a template, or a text in the template language, that has these faults.</summary>
    public static TemplateException Of(IReadOnlyList<TemplateProblem> problems) => new TemplateRejectedException(problems);

    /// <summary>Every problem found, in the order of the file; never empty.</summary>
    public IReadOnlyList<TemplateProblem> Problems { get; } = problems;
}

/// <summary>The Word engine for the command line: no database, no stored templates.</summary>
public static class TemplateTool
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>
    /// Lists what is wrong with a template; empty when it can be used. With a model the names and types of its fields are those of the
    /// model, and fields that have no value in it are listed as well; without one only syntax and structure are checked.
    /// </summary>
    /// <param name="docx">A <c>.docx</c> or <c>.dotx</c> file.</param>
    /// <param name="modelJson">The data, or null.</param>
    /// <param name="include">Finds a template by the key it is included by; null when there is none.</param>
    /// <exception cref="TemplateException">The model is not a JSON object.</exception>
    public static IReadOnlyList<TemplateProblem> Check(byte[] docx, string? modelJson, Func<string, byte[]?>? include = null)
    {
        var model = modelJson is null ? null : Parse(modelJson);
        try
        {
            var template = CompiledTemplate.Compile(docx, model is null ? FieldCatalogue.Open : FieldCatalogue.From(model), Included(docx, include));
            _ = model is null ? null : template.Fill(model, CultureInfo.GetCultureInfo("hu-HU"));
            return [];
        }
        catch (TemplateException wrong)
        {
            return wrong.Problems;
        }
    }

    /// <summary>Fills a template; the same input gives the same bytes.</summary>
    /// <param name="docx">A <c>.docx</c> or <c>.dotx</c> file.</param>
    /// <param name="modelJson">A JSON object: dates as <c>"2026-11-23"</c>, money as <c>{"amount": 12000, "currency": "HUF"}</c>.</param>
    /// <param name="culture">The culture in which dates and numbers are written, such as <c>hu-HU</c>.</param>
    /// <param name="include">Finds a template by the key it is included by; null when there is none.</param>
    /// <exception cref="TemplateException">The template or the data has faults, or the culture is unknown.</exception>
    public static byte[] Fill(byte[] docx, string modelJson, string culture, Func<string, byte[]?>? include = null)
    {
        var model = Parse(modelJson);
        try
        {
            return CompiledTemplate.Compile(docx, FieldCatalogue.From(model), Included(docx, include)).Fill(model, CultureInfo.GetCultureInfo(culture, predefinedOnly: true));
        }
        catch (CultureNotFoundException)
        {
            throw Wrong("noCulture", $"There is no culture “{culture}”. Use for example hu-HU or en-GB.");
        }
    }

    private static Dictionary<string, byte[]> Included(byte[] docx, Func<string, byte[]?>? include) => include is null ? []
        : IncludeTags.KeysIn(docx).Select(key => (Key: key, Content: include(key))).Where(i => i.Content is not null).ToDictionary(i => i.Key, i => i.Content!);

    private static JsonObject Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: Strict) as JsonObject ?? throw Wrong("notAnObject", "The data must be one JSON object: { … }.");
        }
        catch (JsonException wrong)
        {
            throw Wrong("notJson", $"The data is not valid JSON: {wrong.Message}");
        }
    }

    private static TemplateException Wrong(string code, Said message) => new DataFaultException([TemplateProblem.Of("data", 0, code, message)]);
}
