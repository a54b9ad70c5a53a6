namespace CrossSell.Kernel.Mail;

/// <summary>A letter of the house's own to one person, in plain text.</summary>
public sealed record Letter(string To, string ToName, string Subject, string Text);

/// <summary>Sends letters. Called from the outbox, which tries again when it fails; the same letter may then arrive twice.</summary>
public interface IMailer
{
    Task Send(Letter letter, CancellationToken ct);
}
