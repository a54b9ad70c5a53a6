using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CrossSell.Catalog.Messages;
using CrossSell.Documents.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Time;

namespace CrossSell.Host.Texts;

/// <summary>What went wrong, said in the reader's language. Where there is no text, or a value it needs is not known, the exception's own message stands.</summary>
internal sealed partial class ErrorTexts(BusinessClock clock)
{
    private static readonly FrozenDictionary<string, string> Hungarian = Load("hu");
    private static readonly FrozenDictionary<string, string> English = Load("en");

    public static IReadOnlyDictionary<string, string> All(string language) => language == "en" ? English : Hungarian;

    public string? Of(string code, string language) => All(language).GetValueOrDefault(code);

    public string Of(HouseException failure, string language) => failure is InvalidInputException invalid
        ? string.Join(" ", invalid.Faults.Select(f => $"{f.Field}: {Of(f, language)}"))
        : Filled(failure.Code, failure.Arguments, language) ?? failure.Message;

    /// <summary>English messages of fields are written where the fault is found, and name the value.</summary>
    public string Of(FieldFault fault, string language)
    {
        if (language == "en" || Filled("field." + fault.Code, fault.Arguments, language) is not { } text)
        {
            return fault.Message;
        }

        return Filled($"field.{fault.Code}.hint", fault.Arguments, language) is { } hint ? $"{text} ({hint})" : text;
    }

    /// <summary>What is wrong in a line's folder, or in a process that is written in the portal. What a line's own code says stays as it is.</summary>
    public string Of(LineFault fault, string language) => Of(fault.At(fault.Pointer), language);

    /// <summary>All that is wrong with a row of a file.</summary>
    /// <param name="reason">What stands where the faults are not known one by one.</param>
    /// <param name="column">What the reader calls a column; by its name in the file's format when not given.</param>
    public string Of(IReadOnlyList<FieldFault> faults, string? reason, string language, Func<string, string>? column = null) => faults.Count == 0
        ? reason ?? string.Empty
        : string.Join(' ', faults.Select(f => f.Field == "row" ? Of(f, language) : $"{column?.Invoke(f.Field) ?? f.Field}: {Of(f, language)}"));

    private string? Filled(string code, IReadOnlyList<(string Name, object? Value)> arguments, string language)
    {
        if (Of(code, language) is not { } text)
        {
            return null;
        }

        var complete = true;
        var filled = Placeholder().Replace(text, match =>
        {
            var value = arguments.FirstOrDefault(a => a.Name == match.Groups["name"].Value).Value;
            complete &= value is not null;
            return value is null ? match.Value : Said(value, language);
        });
        return complete ? filled : null;
    }

    private string Said(object value, string language)
    {
        var culture = Cultures.Of(language);
        return value switch
        {
            DateTimeOffset at => clock.Local(at).ToString(language == "en" ? "d MMM yyyy HH:mm" : "yyyy. MM. dd. HH:mm", culture),
            DateOnly day => day.ToString(language == "en" ? "d MMM yyyy" : "yyyy. MM. dd.", culture),
            Sdk.Text text => text.In(language),
            Term term => string.Join(Of("word.or", language) ?? " or ", term.Codes.Select(code => Word(code, language))),
            IEnumerable<TemplateProblem> problems => Of(problems, language),
            Enum or string => Word(value, language),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
    }

    private string Word(object value, string language)
    {
        var text = value.ToString()!;
        return Of("word." + JsonNamingPolicy.CamelCase.ConvertName(text), language) ?? text;
    }

    private static FrozenDictionary<string, string> Load(string language)
    {
        using var stream = typeof(ErrorTexts).Assembly.GetManifestResourceStream($"errors.{language}.json")
            ?? throw new InvalidOperationException($"The texts errors.{language}.json are not in the assembly.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary();
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
