using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Mail.Data;
using CrossSell.Mail.Domain;
using CrossSell.Mail.Messages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace CrossSell.Mail.Features;

internal sealed class ListReturnedMailHandler(IConfiguration configuration, Mailbox mailbox, ILogger<ListReturnedMailHandler> log) : IQueryHandler<ListReturnedMail, IReadOnlyList<string>>
{
    private const int Most = 200;

    public async Task<IReadOnlyList<string>> Handle(ListReturnedMail request, CancellationToken ct)
    {
        var folder = MailFolders.In(configuration);
        try
        {
            await mailbox.Fetch(folder, ct);
        }
        catch (Exception unreachable) when (!ct.IsCancellationRequested)
        {
            // What lies in the folder is read all the same.
            log.LogWarning("The mailbox for returned mail could not be read: {Kind}", unreachable.GetType().Name);
        }

        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.eml").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).Take(Most)] : [];
    }
}

internal sealed class TakeReturnedMailHandler(IUnitOfWork unit, MailTrouble trouble, IConfiguration configuration) : ICommandHandler<TakeReturnedMail, ReturnedMail>
{
    public async Task<ReturnedMail> Handle(TakeReturnedMail request, CancellationToken ct)
    {
        var file = Path.Combine(MailFolders.In(configuration), Path.GetFileName(request.FileName));
        if (!File.Exists(file))
        {
            return new ReturnedMail("known", null);
        }

        var read = await Read(file, ct);
        if (read.What == "bounced")
        {
            unit.AfterCommit(() => PutAway(file, MailFolders.Done, read.MailId));
        }
        else
        {
            PutAway(file, read.What == "other" ? "other" : MailFolders.Done, read.MailId);
        }

        return read;
    }

    private async Task<ReturnedMail> Read(string file, CancellationToken ct)
    {
        var report = await Parse(file, ct);
        if (report?.MessageId is not { } messageId)
        {
            return new ReturnedMail("other", null);
        }

        var mail = (await (await unit.Connection(ct)).Query($"{MailRow.Select} where m.message_id = $1 for update of m", MailRow.Read, [messageId], ct)).FirstOrDefault();
        if (mail is null)
        {
            return new ReturnedMail("other", null);
        }

        if (!report.Failed || mail.Status != "sent")
        {
            return new ReturnedMail("known", mail.Id);
        }

        await trouble.Bounced(mail, report.Why, ct);
        return new ReturnedMail("bounced", mail.Id);
    }

    private static async Task<DeliveryReport?> Parse(string file, CancellationToken ct)
    {
        try
        {
            using var message = await MimeMessage.LoadAsync(file, ct);
            return DeliveryReport.Read(message);
        }
        catch (FormatException)
        {
            return null; // No mail at all: put aside with the others.
        }
    }

    private static void PutAway(string file, string where, Guid? about)
    {
        if (File.Exists(file))
        {
            var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(file)!, where)).FullName;
            File.Move(file, Path.Combine(folder, (about is { } mail ? $"{mail:N}-" : string.Empty) + Path.GetFileName(file)), overwrite: true);
        }
    }
}
