using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrossSell.Host.Demo;

/// <summary>
/// What a demo book is made of, read from <c>demo.json</c> beside the product lines: which products go together, what they cost, how long they run. The host knows no product.
/// </summary>
/// <param name="Words">Lists of words to choose from, by name.</param>
/// <param name="Vehicles">Each a model and the code of the variant of parts for it.</param>
/// <param name="NewLoan">What somebody who has just bought a home has just taken.</param>
internal sealed record DemoRecipe(
    IReadOnlyDictionary<string, string[]> Words,
    string[][] Vehicles,
    IReadOnlyDictionary<string, DemoProduct> Products,
    DemoBundles Bundles,
    string NewLoan)
{
    public const string File = "demo.json";

    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public IEnumerable<string> FieldNames => Products.Values.SelectMany(p => p.Fields.Keys.Concat(p.OnlyHere.Keys)).Distinct();

    public static DemoRecipe Read(string folder)
    {
        var file = Path.Combine(folder, File);
        return System.IO.File.Exists(file)
            ? JsonSerializer.Deserialize<DemoRecipe>(System.IO.File.ReadAllText(file), Options)!
            : throw new InvalidOperationException($"The demo book could not be filled: there is no {File} in {folder}, which says what it is made of.");
    }
}

/// <param name="Provider">Name of the words that other providers come from.</param>
/// <param name="Variants">Codes to choose from, or <c>vehicle</c>: that of the client's vehicle.</param>
/// <param name="Price">Least, most, step.</param>
/// <param name="OnlyHere">Fields of contracts that are held here, such as what they bring.</param>
/// <param name="Fields">By name, how a value is made.</param>
internal sealed record DemoProduct(
    string Provider, JsonElement Variants, int[] Price, string Period, DemoTerm Term, IReadOnlyDictionary<string, JsonElement> OnlyHere, IReadOnlyDictionary<string, JsonElement> Fields);

/// <param name="Kind"><c>annual</c>, <c>running</c> or <c>purchase</c>.</param>
/// <param name="Years">Since how many years an annual one may run.</param>
/// <param name="NewYear">Whether a quarter of them end on 1 January.</param>
/// <param name="Months">Lengths to choose from; of a purchase, when it is due again.</param>
/// <param name="Gone">Months that may have gone.</param>
/// <param name="DaysAgo">When a purchase may have been.</param>
/// <param name="Endless">Of so many the n-th has no end.</param>
internal sealed record DemoTerm(string Kind, int[]? Years, bool NewYear, JsonElement? Months, int[]? Gone, int[]? DaysAgo, int[]? Endless);

/// <summary>Which four contracts go together. Some leave a gap on purpose, so that rules have something to say.</summary>
internal sealed record DemoBundles(string[][] Companies, string[][] Borrowers, string[][] Working, string[][] Elderly, string[][] Retired, string[] NewOwner)
{
    /// <summary>Everything that clients like this one hold.</summary>
    public IReadOnlyList<string> Fitting(DemoClient client, int age) =>
        [.. (client.IsCompany ? Companies : age > 75 ? Elderly : age > 62 ? Retired : age >= 25 ? [.. Borrowers, .. Working] : Working).SelectMany(b => b).Distinct()];

    public IReadOnlyList<string> Of(DemoClient client, int age, DemoChance chance) => (client.IsCompany, age) switch
    {
        (true, _) => chance.One(Companies),
        (_, > 75) => chance.One(Elderly),
        (_, > 62) => chance.One(Retired),
        (_, >= 25) when chance.In(48) => chance.One(Borrowers),
        _ => chance.One(Working),
    };
}
