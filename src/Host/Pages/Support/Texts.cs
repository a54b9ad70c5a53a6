using System.Text.Json;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;

namespace CrossSell.Host.Pages;

/// <summary>What the portal says, in the actor's language.</summary>
internal sealed class Texts(CallContext call)
{
    private static readonly IReadOnlyDictionary<string, string> Hungarian = Read("hu");
    private static readonly IReadOnlyDictionary<string, string> English = Read("en");

    public string Language => call.Actor.Language == "en" ? "en" : "hu";

    public string this[string key, params object?[] arguments] => Find(key, arguments) ?? key;

    /// <summary>The text, or nothing when there is none of this key.</summary>
    public string? Find(string key, params object?[] arguments)
    {
        var text = (Language == "en" ? English : Hungarian).GetValueOrDefault(key);
        return text is null || arguments.Length == 0 ? text : string.Format(Cultures.Of(Language), text, arguments);
    }

    public static IReadOnlyDictionary<string, string> Read(string language)
    {
        using var stream = typeof(Texts).Assembly.GetManifestResourceStream($"portal.{language}.json")
            ?? throw new InvalidOperationException($"The texts of the portal in {language} are not in the assembly.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}
