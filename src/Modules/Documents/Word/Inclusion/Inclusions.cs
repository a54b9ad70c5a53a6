using CrossSell.Documents.Messages;

namespace CrossSell.Documents.Word;

/// <summary>The templates that one being compiled may include: each is checked by itself, and brought into the package once.</summary>
internal sealed class Inclusions(IReadOnlyDictionary<string, byte[]> known, bool mayInclude = true)
{
    private readonly Dictionary<string, Element> texts = [];
    private readonly HashSet<string> written = [];
    private readonly List<TemplateProblem> faults = [];

    public static Inclusions None { get; } = new(new Dictionary<string, byte[]>());

    /// <summary>For a template that is itself included.</summary>
    public static Inclusions Forbidden { get; } = new(new Dictionary<string, byte[]>(), mayInclude: false);

    public IReadOnlyList<TemplateProblem> Faults => faults;

    /// <summary>The main texts brought in.</summary>
    public IReadOnlyCollection<Element> Texts => texts.Values;

    public void Bring(TemplatePackage host, FieldCatalogue catalogue)
    {
        foreach (var key in known.Count == 0 ? [] : IncludeTags.KeysIn(host).Where(known.ContainsKey))
        {
            try
            {
                CompiledTemplate.Compile(known[key], catalogue, Forbidden);
                texts[key] = new Import(host, TemplatePackage.Accept(known[key]), key, texts.Count + 1).Run();
            }
            catch (TemplateRejectedException rejected)
            {
                faults.AddRange(rejected.Problems.Select(f => f with { Part = $"{key}: {f.Part}" }));
            }
        }
    }

    /// <summary>The text a tag includes, or null when what is wrong with it was said already.</summary>
    public Element? Take(string key)
    {
        if (!mayInclude)
        {
            throw new TagException("includeThird", "This template is included by another one, so it cannot include a third.");
        }
        if (!known.ContainsKey(key))
        {
            throw NearestName.Of(key, [.. known.Keys]) is { } near
                ? new TagException("includeUnknownNear", $"There is no template “{key}” of this line in this language that could be included. Did you mean “{near}”?")
                : new TagException("includeUnknown", $"There is no template “{key}” of this line in this language that could be included.");
        }
        return written.Add(key) ? texts.GetValueOrDefault(key) : throw new TagException("includeTwice", $"“{key}” is included twice. Include it once.");
    }
}
