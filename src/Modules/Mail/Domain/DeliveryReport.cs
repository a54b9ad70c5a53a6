using MimeKit;

namespace CrossSell.Mail.Domain;

/// <summary>What a report about a mail's delivery says (RFC 3464).</summary>
/// <param name="MessageId">Of the mail it is about.</param>
/// <param name="Failed">It could not be delivered; else it is still being tried, or was.</param>
/// <param name="Why">The server's words.</param>
internal sealed record DeliveryReport(string? MessageId, bool Failed, string Why)
{
    /// <summary>Nothing when it is no such report.</summary>
    public static DeliveryReport? Read(MimeMessage message)
    {
        if (message.BodyParts.OfType<MessageDeliveryStatus>().FirstOrDefault() is not { } status)
        {
            return null;
        }

        var recipients = status.StatusGroups.Where(g => g.Contains("Action")).ToList();
        var failed = recipients.Find(g => string.Equals(g["Action"]?.Trim(), "failed", StringComparison.OrdinalIgnoreCase));
        return new DeliveryReport(About(message), failed is not null, string.Join(' ', new[] { failed?["Status"], failed?["Diagnostic-Code"] }.OfType<string>().Select(s => s.Trim())));
    }

    /// <summary>The mail itself comes back with it, whole or as its headers; else the report says what it answers.</summary>
    private static string? About(MimeMessage report) =>
        report.BodyParts.OfType<MessagePart>().Select(p => p.Message?.MessageId).OfType<string>().FirstOrDefault()
        ?? report.BodyParts.OfType<TextPart>().Where(p => p.ContentType.MimeType.Equals("text/rfc822-headers", StringComparison.OrdinalIgnoreCase)).Select(IdIn).OfType<string>().FirstOrDefault()
        ?? report.InReplyTo;

    private static string? IdIn(TextPart headers)
    {
        const string name = "Message-ID:";
        return headers.Text.ReplaceLineEndings("\n").Split('\n').FirstOrDefault(l => l.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..].Trim().Trim('<', '>');
    }
}
