using System.Diagnostics;
using System.Globalization;
using CrossSell.Integration.House;
using MimeKit;

namespace CrossSell.Integration.Mail;

/// <summary>npm's smtp-server on loopback, restored by its lock file the first time: takes every mail, but none to <c>refused…</c>, and to <c>later…</c> only later.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private static readonly string Sources = Path.Combine(Repository.Root, "tests", "Integration", "Mail", "Server");
    private readonly Process _process;
    private readonly string _folder;

    private SmtpServer(Process process, string folder, int port) => (_process, _folder, Port) = (process, folder, port);

    public int Port { get; }

    public static async Task<SmtpServer> Start()
    {
        if (!Directory.Exists(Path.Combine(Sources, "node_modules", "smtp-server")))
        {
            using var restore = Run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
            await restore.WaitForExitAsync();
            restore.ExitCode.ShouldBe(0, await restore.StandardError.ReadToEndAsync());
        }

        var folder = Directory.CreateTempSubdirectory("crosssell-smtp-").FullName;
        var process = Run("node", "server.js", folder);
        var port = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return new SmtpServer(process, folder, int.Parse(port ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync()), CultureInfo.InvariantCulture));
    }

    /// <summary>The mails it took for an address.</summary>
    public List<TakenMail> To(string address) => [.. Directory.EnumerateFiles(_folder, "*.eml").Order(StringComparer.Ordinal).Select(TakenMail.Read).Where(m => m.To.Contains(address, StringComparer.OrdinalIgnoreCase))];

    public async ValueTask DisposeAsync()
    {
        _process.Kill(true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, true);
    }

    private static Process Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = Sources, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}

/// <summary>A mail as the server got it.</summary>
internal sealed record TakenMail(IReadOnlyList<string> To, string? ReplyTo, string MessageId, string Subject, string TextBody, string HtmlBody, IReadOnlyList<(string? FileName, byte[] Content)> Enclosed)
{
    public static TakenMail Read(string file)
    {
        using var mail = MimeMessage.Load(file);
        return new TakenMail(
            [.. mail.To.Mailboxes.Select(t => t.Address)], mail.ReplyTo.Mailboxes.SingleOrDefault()?.Address, mail.MessageId ?? string.Empty, mail.Subject ?? string.Empty, mail.TextBody ?? string.Empty, mail.HtmlBody ?? string.Empty,
            [.. mail.Attachments.OfType<MimePart>().Select(p => (p.FileName, Bytes(p)))]);
    }

    private static byte[] Bytes(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return bytes.ToArray();
    }
}
