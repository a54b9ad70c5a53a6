using CrossSell.Documents.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Mail.Messages;

/// <summary>
/// Stores the mail texts that came with the house and its product lines, where they are new or changed. One that has faults is refused with them and leaves what is there in use;
/// one that somebody has rewritten in the portal stays in use, with the shipped one as a version beside it.
/// </summary>
[Needs(Permission.ManageCatalog)]
public sealed record InstallMailTexts(IReadOnlyList<TemplateSource> Texts) : ICommand<IReadOnlyList<TemplateProblem>>;

/// <summary>One version of a mail text.</summary>
/// <param name="Line">The product line it belongs to; null for the house's.</param>
/// <param name="SavedBy">Who wrote it; null when it came with the house or its line.</param>
/// <param name="Html">None: the HTML is made from the text.</param>
/// <param name="Sent">How many mails were written from it; counted to 1,000.</param>
public sealed record MailTextView(
    Guid Id, string? Line, string Key, string Language, int Version, string Subject, string Text, string? Html, bool InUse, DateTimeOffset SavedAt, string? SavedBy, int Sent);

/// <summary>Every version of every mail text, by line, key and language, the newest first.</summary>
[Needs(Permission.SeeCatalog)]
public sealed record ListMailTexts : IQuery<IReadOnlyList<MailTextView>>;

[Needs(Permission.SeeCatalog)]
public sealed record GetMailText(Guid TextId) : IQuery<MailTextDetails>;

/// <param name="Used">The fields it reads.</param>
/// <param name="Fields">Every field that a text of its key may read.</param>
public sealed record MailTextDetails(MailTextView Text, IReadOnlyList<string> Used, IReadOnlyList<TemplateField> Fields);

/// <summary>Checks a mail text and, when nothing is wrong with it, keeps it as a new version and puts it to use.</summary>
/// <param name="Html">HTML of its own; none to have it made from the text.</param>
[Needs(Permission.ManageCatalog)]
public sealed record SaveMailText(string? Line, string Key, string Language, string Subject, string Text, string? Html) : ICommand<MailTextSaved>;

/// <param name="Text">The version kept; none when it was refused.</param>
/// <param name="Problems">What is wrong: <c>Part</c> is <c>subject</c>, <c>text</c> or <c>html</c>, <c>Paragraph</c> the line in it.</param>
public sealed record MailTextSaved(MailTextView? Text, IReadOnlyList<TemplateProblem> Problems);

/// <summary>Puts another version of a mail text to use.</summary>
[Needs(Permission.ManageCatalog)]
public sealed record UseMailText(Guid TextId) : ICommand<MailTextView>;

/// <summary>What a mail text would be; nothing is kept and nothing sent.</summary>
/// <param name="OfferId">Filled from this offer, of a client in the actor's scope; from examples when not given.</param>
[Needs(Permission.SeeCatalog)]
public sealed record PreviewMailText(string? Line, string Key, string Language, string Subject, string Text, string? Html, Guid? OfferId) : IQuery<MailPreview>;

/// <param name="Html">A whole page; none when the text has problems.</param>
public sealed record MailPreview(string? Subject, string? Text, string? Html, IReadOnlyList<TemplateProblem> Problems);
