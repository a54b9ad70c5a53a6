using System.Globalization;
using System.Text.Json.Nodes;
using CrossSell.Documents.Messages;
using CrossSell.Kernel.Errors;

namespace CrossSell.Documents.Word;

/// <summary>One run of a program: the data, the place in its loops, the faults found, the bytes written.</summary>
internal sealed class Filling(JsonObject model, CultureInfo culture, Wording wording, UniqueIds ids)
{
    public const int DeepestLoop = 16;
    private readonly Frame[] frames = new Frame[DeepestLoop];
    private List<TemplateProblem>? faults;
    private PicturesUsed? pictures;
    private ZipWriter.OpenPart? open;

    public JsonObject Model { get; } = model;

    public CultureInfo Culture { get; } = culture;

    public Wording Wording { get; } = wording;

    public UniqueIds Ids { get; } = ids;

    public Utf8Buffer Output { get; set; } = null!;

    /// <summary>The part that is being written.</summary>
    public string Part { get; private set; } = "";

    /// <summary>The beginning of a table, which is taken back as long as no row was written.</summary>
    public (int Before, int Empty) Table { get; set; } = (-1, -1);

    public PicturesUsed Pictures => pictures ??= new PicturesUsed();

    public bool HasPictures => pictures is not null;

    public IReadOnlyList<TemplateProblem> Faults => faults ?? [];

    public void Begin(string part, ZipWriter.OpenPart open)
    {
        (Part, this.open) = (part, open);
        Output.Clear();
    }

    /// <summary>Between two rounds of a loop: turns the page when it is full.</summary>
    public void BetweenRounds()
    {
        if (open is not null && ZipWriter.OpenPart.IsFull(Output))
        {
            open.Turn(Output, Output.Length == Table.Empty ? Table.Before : Output.Length);
        }
    }

    public ref Frame this[int depth] => ref frames[depth];

    /// <param name="why">The rest of the sentence that begins with the field.</param>
    public void Report(string field, Why why)
    {
        faults ??= [];
        if (!faults.Exists(f => f.Tag == field))
        {
            faults.Add(TemplateProblem.Of("data", Place.None, field, new(why.Code, Said.Of($"“{field}” {why.Sentence}.", [field, .. why.Sentence.Facts]))));
        }
    }

    public struct Frame
    {
        public JsonNode? Item;
        public int Index;
        public int Length;
        public FieldPath List;
    }
}
