using System.Net;
using System.Net.Mail;
using CrossSell.Kernel.Mail;

namespace CrossSell.Host.Mail;

/// <summary>By SMTP where <c>Mail:Smtp:Host</c> is set; without it every letter becomes a file <c>mail/*.eml</c> under the data folder.</summary>
internal sealed class Mailer(IConfiguration configuration) : IMailer
{
    private const int SubmissionPort = 587;

    public async Task Send(Letter letter, CancellationToken ct)
    {
        using var client = Client();
        using var mail = new MailMessage(
            new MailAddress(configuration["Mail:From"] ?? configuration["Company:email"] ?? "crosssell@localhost", configuration["Company:name"] ?? "CrossSell"), new MailAddress(letter.To, letter.ToName))
        {
            Subject = letter.Subject,
            Body = letter.Text,
        };
        await client.SendMailAsync(mail, ct);
    }

    private SmtpClient Client()
    {
        if (configuration["Mail:Smtp:Host"] is { Length: > 0 } host)
        {
            return new SmtpClient(host, configuration.GetValue("Mail:Smtp:Port", SubmissionPort))
            {
                EnableSsl = configuration.GetValue("Mail:Smtp:Tls", true),
                Credentials = configuration["Mail:Smtp:User"] is { Length: > 0 } user ? new NetworkCredential(user, configuration["Mail:Smtp:Password"]) : null,
            };
        }

        var folder = Path.Combine(configuration["DataFolder"] ?? Path.GetFullPath("data"), "mail");
        Directory.CreateDirectory(folder);
        return new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = folder };
    }
}
