using System.Globalization;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using Microsoft.Extensions.Configuration;

namespace CrossSell.Mail.Features;

/// <summary>The mailbox that delivery reports come back to, where <c>Mail:Imap:Host</c> is set: what is unseen in it is put into the folder, and marked as seen only when it lies there.</summary>
internal sealed class Mailbox(IConfiguration configuration)
{
    private const int ImapPort = 993;
    private const int AtOnce = 200;

    public async Task Fetch(string folder, CancellationToken ct)
    {
        if (configuration["Mail:Imap:Host"] is not { Length: > 0 } host)
        {
            return;
        }

        using var client = new ImapClient();
        await client.ConnectAsync(host, configuration.GetValue("Mail:Imap:Port", ImapPort), configuration.GetValue("Mail:Imap:Tls", true) ? SecureSocketOptions.Auto : SecureSocketOptions.None, ct);
        await client.AuthenticateAsync(configuration["Mail:Imap:User"] ?? string.Empty, configuration["Mail:Imap:Password"] ?? string.Empty, ct);
        var inbox = client.Inbox ?? throw new InvalidOperationException("The mailbox has no inbox.");
        await inbox.OpenAsync(FolderAccess.ReadWrite, ct);
        Directory.CreateDirectory(folder);
        foreach (var id in (await inbox.SearchAsync(SearchQuery.NotSeen, ct)).Take(AtOnce))
        {
            var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"imap-{inbox.UidValidity}-{id.Id}.eml"));
            using (var message = await inbox.GetMessageAsync(id, ct))
            {
                await message.WriteToAsync(file + ".part", ct);
            }

            File.Move(file + ".part", file, overwrite: true);
            await inbox.AddFlagsAsync(id, MessageFlags.Seen, silent: true, ct);
        }

        await client.DisconnectAsync(true, ct);
    }
}
