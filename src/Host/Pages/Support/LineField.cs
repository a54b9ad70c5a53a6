using CrossSell.Sdk;

namespace CrossSell.Host.Pages;

/// <summary>A field that a product line declares, as a labelled input of its type.</summary>
/// <param name="Form">What the form's fields are called together: <c>answers</c>, <c>fields</c>.</param>
/// <param name="Shown">What was typed, or what is known.</param>
internal sealed record LineField(FieldDefinition Field, string Form, string? Shown, string? Fault, bool Required, bool Disabled)
{
    public string Id => $"{Form[..^1]}-{Field.Name}";

    public string Name => $"{Form}.{Field.Name}";

    public string Type => Field.Type switch { FieldType.Date => "date", _ => "text" };

    public string? Mode => Field.Type is FieldType.Number or FieldType.Money ? "decimal" : null;

    /// <summary>One of an offer's terms.</summary>
    public static LineField Of(FieldDefinition field, TermsModel page) =>
        new(field, "answers", page.Shown(field), page.Trouble?.Of("answers." + field.Name), field.Required && page.Terms.Questions.Contains(field), !page.MayRecord);

    /// <summary>One of a contract that is being added.</summary>
    public static LineField Of(FieldDefinition field, CardModel page) =>
        new(field, "fields", page.Request.HasFormContentType ? page.Request.Form["fields." + field.Name].ToString() : null, page.Trouble?.Of("fields." + field.Name), false, false);
}
