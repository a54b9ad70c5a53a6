using System.Text.RegularExpressions;
using CrossSell.Kernel;
using CrossSell.Kernel.Mail;
using CrossSell.Kernel.Time;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace CrossSell.Mail.Features;

/// <summary>
/// The one way by which letters leave the house: SMTP where <c>Mail:Smtp:Host</c> is set; without it every letter becomes a file <c>mail/*.eml</c> under the data folder,
/// written beside and renamed, and there once however often it is sent.
/// </summary>
internal sealed partial class Post(IConfiguration configuration, BusinessClock clock) : IMailer
{
    private const int SubmissionPort = 587;
    private static readonly FormatOptions AsOnTheWire = Wire();
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<string> Send(Letter letter, CancellationToken ct)
    {
        using var message = Message(letter);
        if (configuration["Mail:Smtp:Host"] is { Length: > 0 } host)
        {
            await BySmtp(message, host, ct);
        }
        else
        {
            await IntoFolder(message, ct);
        }

        return message.MessageId!;
    }

    private MimeMessage Message(Letter letter)
    {
        var from = new MailboxAddress(configuration["Company:name"] ?? "CrossSell", configuration["Mail:From"] ?? configuration["Company:email"] ?? "crosssell@localhost");
        if (!MailboxAddress.TryParse(letter.To, out var address))
        {
            throw new LetterRefusedException("The address is not an e-mail address.");
        }

        var body = new BodyBuilder { TextBody = letter.Text, HtmlBody = letter.Html };
        foreach (var enclosure in letter.Enclosures)
        {
            body.Attachments.Add(enclosure.FileName, enclosure.Content, ContentType.Parse(enclosure.ContentType));
        }

        var message = new MimeMessage { Subject = letter.Subject, Date = clock.Local(clock.Now), Body = body.ToMessageBody() };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(letter.ToName, address.Address));
        if (letter.ReplyTo is { } reply)
        {
            message.ReplyTo.Add(new MailboxAddress(reply.Name, reply.Address));
        }

        message.MessageId = $"{letter.Id ?? Ids.New(clock.Now).ToString("N")}@{Domain(from)}";
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static FormatOptions Wire()
    {
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        return options;
    }

    private static string Domain(MailboxAddress from) => from.Domain is { Length: > 0 } domain ? domain : "localhost";

    private async Task BySmtp(MimeMessage message, string host, CancellationToken ct)
    {
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(host, configuration.GetValue("Mail:Smtp:Port", SubmissionPort), configuration.GetValue("Mail:Smtp:Tls", true) ? SecureSocketOptions.Auto : SecureSocketOptions.None, ct);
            if (configuration["Mail:Smtp:User"] is { Length: > 0 } user)
            {
                await client.AuthenticateAsync(user, configuration["Mail:Smtp:Password"] ?? string.Empty, ct);
            }

            await client.SendAsync(message, ct);
        }
        catch (SmtpCommandException refused) when ((int)refused.StatusCode is >= 500 and < 600)
        {
            throw new LetterRefusedException(Said(refused));
        }
        catch (SmtpCommandException later)
        {
            throw new IOException(Said(later));
        }

        await client.DisconnectAsync(true, ct);
    }

    /// <summary>What the server says often repeats the address, and what fails is logged: so without it, and without the exception that has it.</summary>
    private static string Said(SmtpCommandException answer) => $"{(int)answer.StatusCode} {Address().Replace(answer.Message, "…")}";

    [GeneratedRegex(@"[^\s<>]+@[^\s<>]+")]
    private static partial Regex Address();

    private async Task IntoFolder(MimeMessage message, CancellationToken ct)
    {
        var folder = MailFolders.Out(configuration);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, message.MessageId![..message.MessageId!.IndexOf('@', StringComparison.Ordinal)] + ".eml");
        if (File.Exists(file))
        {
            return;
        }

        var half = $"{file}.{Ids.New(clock.Now):N}.part";
        message.Prepare(EncodingConstraint.SevenBit);
        await message.WriteToAsync(AsOnTheWire, half, ct);
        File.Move(half, file, overwrite: true);
    }
}

/// <summary>Where mail lies that goes without a server, and reports about it that come back.</summary>
internal static class MailFolders
{
    /// <summary>Where reports go that are taken, under the folder of what came back; each begins with the id of the mail it is about.</summary>
    public const string Done = "done";

    public static string Out(IConfiguration configuration) => Path.Combine(configuration["DataFolder"] ?? Path.GetFullPath("data"), "mail");

    /// <summary>By default <c>mail/in</c> under the data folder.</summary>
    public static string In(IConfiguration configuration) => configuration["Mail:BounceFolder"] is { Length: > 0 } folder ? folder : Path.Combine(Out(configuration), "in");
}
