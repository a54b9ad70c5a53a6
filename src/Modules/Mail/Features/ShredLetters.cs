using CrossSell.Kernel.Data;
using CrossSell.Kernel.Outbox;
using Microsoft.Extensions.Configuration;

namespace CrossSell.Mail.Features;

/// <summary>Letters whose rows are gone go from the folder too, with the reports about them that came back.</summary>
internal sealed class ShredLetters(IConfiguration configuration) : IOutboxHandler
{
    private const string Word = "mail.shred";

    public string Kind => Word;

    public static OutboxDraft Of(Guid[] mails) => new(Word, $"{Word}:{mails[0]:N}", new ShreddedLetters(mails));

    public Task Handle(string payload, CancellationToken ct)
    {
        string[] folders = [MailFolders.Out(configuration), Path.Combine(MailFolders.In(configuration), MailFolders.Done)];
        foreach (var folder in folders.Where(Directory.Exists))
        {
            foreach (var mail in JsonText.Read<ShreddedLetters>(payload).Mails)
            {
                foreach (var file in Directory.GetFiles(folder, $"{mail:N}*.eml"))
                {
                    File.Delete(file);
                }
            }
        }

        return Task.CompletedTask;
    }
}

internal sealed record ShreddedLetters(Guid[] Mails);
