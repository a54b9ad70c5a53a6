using CrossSell.Kernel.Access;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Documents.Messages;

/// <summary>One version of a template.</summary>
/// <param name="Line">The product line it belongs to; null for letters of the house.</param>
/// <param name="Status"><c>draft</c>, <c>approved</c> or <c>rejected</c>.</param>
/// <param name="UploadedBy">Who uploaded it; null when it came with its product line.</param>
/// <param name="EffectiveFrom">The first day it is used; only for an approved one.</param>
/// <param name="InUse">Whether documents are made from it today.</param>
/// <param name="Made">How many documents were made from it or include it.</param>
public sealed record TemplateView(
    Guid Id, string? Line, string Key, string Language, int Version, string FileName, string Sha256, string Status, Guid? UploadedById, string? UploadedBy, DateTimeOffset UploadedAt,
    string? DecidedBy, DateTimeOffset? DecidedAt, DateOnly? EffectiveFrom, string? Note, bool InUse, int Made);

/// <summary>Every version of every template, the newest first within a template.</summary>
[Needs(Permission.SeeCatalog)]
public sealed record ListTemplates : IQuery<IReadOnlyList<TemplateView>>;

[Needs(Permission.SeeCatalog)]
public sealed record GetTemplate(Guid TemplateId) : IQuery<TemplateDetails>;

/// <param name="Used">The fields it reads.</param>
/// <param name="Unused">The published fields it never reads.</param>
/// <param name="Text">Its paragraphs, as its author sees them.</param>
/// <param name="Includes">The templates in use that it includes; their fields are among the used ones.</param>
/// <param name="IncludedBy">The templates in use that include it.</param>
public sealed record TemplateDetails(
    TemplateView Template, IReadOnlyList<string> Used, IReadOnlyList<string> Unused, IReadOnlyList<TemplateLine> Text, IReadOnlyList<TemplateLink> Includes, IReadOnlyList<TemplateLink> IncludedBy);

public sealed record TemplateLink(Guid Id, string Key, int Version);

/// <param name="Part">The part of the Word file.</param>
/// <param name="Paragraph">Counted from 1 within the part, as faults are.</param>
public sealed record TemplateLine(string Part, int Paragraph, string Text);

[Needs(Permission.SeeCatalog)]
public sealed record GetTemplateContent(Guid TemplateId, bool Pdf = false) : IQuery<FileContent>;

/// <summary>Checks a file against the published fields and, when nothing is wrong, keeps it as the draft of a new version. One that has faults changes nothing.</summary>
/// <param name="Line">A known product line, or null.</param>
/// <param name="Key">Lower-case letters, digits and dashes.</param>
/// <param name="Language"><c>hu</c> or <c>en</c>.</param>
[Needs(Permission.EditTemplates)]
public sealed record UploadTemplate(string? Line, string Key, string Language, string FileName, byte[] Content) : ICommand<TemplateUpload>;

/// <param name="Template">The draft; null when there are faults.</param>
/// <param name="Text">The paragraphs of a refused file, as far as it could be read, to show the faults in their place.</param>
public sealed record TemplateUpload(TemplateView? Template, IReadOnlyList<TemplateProblem> Problems, IReadOnlyList<TemplateLine> Text);

/// <summary>Puts a draft to use from a day on. Never by the person who uploaded it.</summary>
/// <param name="EffectiveFrom">Today or later; today when not given.</param>
[Needs(Permission.ApproveTemplates)]
public sealed record ApproveTemplate(Guid TemplateId, DateOnly? EffectiveFrom) : ICommand<TemplateView>;

[Needs(Permission.ApproveTemplates)]
public sealed record RejectTemplate(Guid TemplateId, string Note) : ICommand<TemplateView>;

/// <summary>What a document of this template would be for a real offer; nothing is kept.</summary>
[Needs(Permission.SeeClients)]
public sealed record PreviewTemplate(Guid TemplateId, DocumentSubject Subject, bool Pdf) : IQuery<FileContent>, IAboutClient
{
    public Guid ClientId => Subject.ClientId;
}

/// <summary>What changed from one version to another: paragraphs, and the fields they read.</summary>
[Needs(Permission.SeeCatalog)]
public sealed record CompareTemplates(Guid TemplateId, Guid With) : IQuery<TemplateChanges>;

public sealed record TemplateChanges(TemplateView From, TemplateView To, IReadOnlyList<TemplateChange> Lines, IReadOnlyList<string> FieldsAdded, IReadOnlyList<string> FieldsRemoved);

/// <param name="Kind"><c>same</c>, <c>added</c> or <c>removed</c>.</param>
public sealed record TemplateChange(string Kind, string Part, string Text);

/// <summary>The published fields: what a template may read.</summary>
/// <param name="Line">With what this product line adds; without one, what templates of every line may read.</param>
[Needs(Permission.SeeCatalog)]
public sealed record ListTemplateFields(string? Line = null) : IQuery<IReadOnlyList<TemplateField>>;

/// <param name="Name">As it is written in a template; the fields of a list's items stand under the list's name.</param>
/// <param name="Type"><c>text</c>, <c>number</c>, <c>money</c>, <c>date</c>, <c>yesNo</c>, <c>rich</c>, <c>list</c>, <c>object</c>, <c>any</c>.</param>
/// <param name="Example">The sample's value in Hungarian.</param>
/// <param name="Write">A tag that writes it.</param>
/// <param name="Filters">The filters that fit its type.</param>
public sealed record TemplateField(string Name, string Type, string? Example, string Write, IReadOnlyList<string> Filters);
