namespace CrossSell.Kernel.Mail;

/// <summary>A letter of the house's own to one person.</summary>
/// <param name="Text">Plain text; every letter has it.</param>
public sealed record Letter(string To, string ToName, string Subject, string Text)
{
    public string? Html { get; init; }

    /// <summary>The same for the same letter: becomes its <c>Message-ID</c> and, in a pickup folder, its file. Made anew when not given.</summary>
    public string? Id { get; init; }

    /// <summary>Who an answer goes to; the sender when not given.</summary>
    public (string Address, string Name)? ReplyTo { get; init; }

    public IReadOnlyList<Enclosure> Enclosures { get; init; } = [];
}

/// <summary>A file that goes with a letter.</summary>
public sealed record Enclosure(string FileName, string ContentType, byte[] Content);

/// <summary>Sends letters. Called from the outbox, which tries again when it fails; a letter with an id that arrives twice is known by its <c>Message-ID</c>.</summary>
public interface IMailer
{
    /// <summary>Answers the <c>Message-ID</c> it went out with, without angle brackets.</summary>
    /// <exception cref="LetterRefusedException">The server refuses this letter for good: to try again is of no use.</exception>
    Task<string> Send(Letter letter, CancellationToken ct);
}

/// <summary>The mail server refused a letter for good (SMTP 5xx), or its address is none.</summary>
public sealed class LetterRefusedException(string reason) : Exception(reason);

/// <summary>Where people reach the portal, for links in letters.</summary>
public interface ISite
{
    /// <summary>Without a slash at the end.</summary>
    string Address { get; }
}
