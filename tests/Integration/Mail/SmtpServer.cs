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
    public List<MimeMessage> To(string address) => [.. All().Where(m => m.To.Mailboxes.Any(t => t.Address.Equals(address, StringComparison.OrdinalIgnoreCase)))];

    public List<MimeMessage> All() => [.. Directory.EnumerateFiles(_folder, "*.eml").Order(StringComparer.Ordinal).Select(f => MimeMessage.Load(f))];

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
