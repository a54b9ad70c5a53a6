using System.Text.RegularExpressions;
using CrossSell.Sdk;

namespace CrossSell.Catalog.Domain;

/// <summary>A field of a contract, or a question of an offer.</summary>
internal static class FieldSection
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    public static FieldDefinition Read(Node node) => node.Named("field", "A field of a contract, or a question of an offer.", ReadField);

    private static FieldDefinition ReadField(Node node)
    {
        var field = node.Object("name", "type", "required", "label", "hint", "choices", "min", "max", "pattern");
        var read = new FieldDefinition(
            field.Required("name", "camelCase; the column field.NAME of an import.").Word(),
            field.Required("type", "What it holds.").OneOf<FieldType>(),
            field.Optional("required", "Whether it must be given.", false)?.YesNo() ?? false,
            field.Required("label", "What people read beside it.").BothLanguages())
        {
            Hint = field.Optional("hint", "What it means or where to find it.")?.BothLanguages(),
            Choices = field.OptionalList("choices", Choice, "What may be chosen; for the type choice."),
            Min = field.Optional("min", "The least a number or an amount may be.")?.Number(),
            Max = field.Optional("max", "The most a number or an amount may be.")?.Number(),
            Pattern = Pattern(field.Optional("pattern", "A regular expression that the whole text must match.")),
        };
        Check(field, read);
        return read;
    }

    private static ChoiceDefinition Choice(Node node) => node.Named("choice", "One of the values to choose from.", n =>
    {
        var choice = n.Object("code", "name");
        return new ChoiceDefinition(choice.Required("code", "What is kept.").Text(), choice.Required("name", "What people read.").BothLanguages());
    });

    private static string? Pattern(Node? node)
    {
        try
        {
            return node is null ? null : new Regex(node.Text(), RegexOptions.CultureInvariant, Patience).ToString();
        }
        catch (ArgumentException wrong)
        {
            node!.Fault("notAPattern", "is not a regular expression", wrong.Message);
            return null;
        }
    }

    private static void Check(ObjectNode field, FieldDefinition read)
    {
        var numeric = read.Type is FieldType.Number or FieldType.Money;
        Belongs(field, "min", numeric, "onlyForNumbers", "means nothing for a field that is no number");
        Belongs(field, "max", numeric, "onlyForNumbers", "means nothing for a field that is no number");
        Belongs(field, "pattern", read.Type == FieldType.Text, "onlyForTexts", "means nothing for a field that is no text");
        Belongs(field, "choices", read.Type == FieldType.Choice, "onlyForChoices", "means nothing for a field that is no choice");
        if (read.Type == FieldType.Choice && read.Choices.Count == 0)
        {
            field.Fault("noChoices", "is a choice without choices", "list them under choices, each with a code and a name");
        }

        if (read.Min > read.Max)
        {
            field.Fault("emptyRange", $"nothing is both {read.Min} or more and {read.Max} or less");
        }

        foreach (var twice in read.Choices.GroupBy(choice => choice.Code).Where(same => same.Key.Length > 0 && same.Count() > 1))
        {
            field.Fault("choiceTwice", $"choice '{twice.Key}' stands twice");
        }
    }

    private static void Belongs(ObjectNode field, string name, bool fits, string code, string message)
    {
        if (field.Has(name) && !fits)
        {
            field.At(name).Fault(code, message);
        }
    }
}
