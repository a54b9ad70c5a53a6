using CrossSell.Sdk;

namespace CrossSell.Host.Pages;

/// <summary>A field that a product line declares, as a labelled input of its type.</summary>
internal sealed record LineField(FieldDefinition Field, TermsModel Page)
{
    public string Id => "answer-" + Field.Name;

    public string Name => "answers." + Field.Name;

    public string Shown => Page.Shown(Field);

    public string? Fault => Page.Trouble?.Of(Name);

    public bool Required => Field.Required && Page.Terms.Questions.Contains(Field);

    public string Type => Field.Type switch { FieldType.Date => "date", _ => "text" };

    public string? Mode => Field.Type is FieldType.Number or FieldType.Money ? "decimal" : null;
}
