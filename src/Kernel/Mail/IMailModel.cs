using System.Text.Json.Nodes;

namespace CrossSell.Kernel.Mail;

/// <summary>What the mail texts of one key are filled from beside client, offer, advisor and company, where a module knows more than Mail does. Register one, and its text is checked against the sample.</summary>
public interface IMailModel
{
    /// <summary>Key of the mail text.</summary>
    string Template { get; }

    /// <summary>Every name with an example of its type.</summary>
    JsonObject Sample { get; }

    /// <summary>Read when the mail goes out; nothing when there is nothing to say, and then no mail goes out.</summary>
    Task<JsonObject?> Load(MailAbout about, CancellationToken ct);
}

/// <param name="Language"><c>hu</c> or <c>en</c>: of who gets it.</param>
/// <param name="Data">What who asked for the mail said beside.</param>
public sealed record MailAbout(Guid? UserId, Guid? ClientId, Guid? OfferId, Guid? ProcessId, string Language, IReadOnlyDictionary<string, string> Data);
