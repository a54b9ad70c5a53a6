using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CrossSell.Integration.House;

namespace CrossSell.Integration.Mail;

/// <summary>Debian's Dovecot on loopback with one mailbox; as root it reads mail as nobody, else as who runs the tests.</summary>
internal sealed class ImapServer : IAsyncDisposable
{
    public const string User = "bounces";
    public const string Password = "trial";
    private const string Program = "/usr/sbin/dovecot";
    private readonly Process _process;
    private readonly string _folder;

    private ImapServer(Process process, string folder, int port) => (_process, _folder, Port) = (process, folder, port);

    public int Port { get; }

    public static async Task<ImapServer> Start()
    {
        File.Exists(Program).ShouldBeTrue($"{Program} is missing: apt-get install dovecot-imapd (test.sh does).");
        var folder = Directory.CreateTempSubdirectory("crosssell-imap-").FullName;
        foreach (var part in new[] { "new", "cur", "tmp" })
        {
            Directory.CreateDirectory(Path.Combine(folder, "mail", part));
        }

        var (user, group) = Environment.UserName == "root" ? ("nobody", "nogroup") : (Environment.UserName, await Said("id", "-gn"));
        if (Environment.UserName == "root")
        {
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            await Said("chown", "-R", $"{user}:{group}", Path.Combine(folder, "mail"));
        }

        var port = FreePort();
        await File.WriteAllTextAsync(Path.Combine(folder, "conf"), Configuration(folder, port, user, group));
        var server = new ImapServer(Process.Start(Program, ["-F", "-c", Path.Combine(folder, "conf")]), folder, port);
        await HouseFixture.Eventually("the mailbox's server", () => Answers(port), answers => answers);
        return server;
    }

    /// <summary>Delivers a mail.</summary>
    public async Task Deliver(string name, string mail)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "mail", "tmp", name), mail, Encoding.ASCII);
        File.SetUnixFileMode(Path.Combine(_folder, "mail", "tmp", name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.Move(Path.Combine(_folder, "mail", "tmp", name), Path.Combine(_folder, "mail", "new", name));
    }

    /// <summary>What was read and marked so: Maildir says it in the file's name.</summary>
    public IReadOnlyList<string> Seen() => [.. Directory.EnumerateFiles(Path.Combine(_folder, "mail", "cur")).Select(f => Path.GetFileName(f)).Where(f => f.EndsWith(":2,S", StringComparison.Ordinal)).Select(f => f[..f.IndexOf(':', StringComparison.Ordinal)])];

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var term = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await term.WaitForExitAsync();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, true);
    }

    private static string Configuration(string folder, int port, string user, string group) =>
        $$"""
        base_dir = {{folder}}/run
        log_path = {{folder}}/log
        protocols = imap
        listen = 127.0.0.1
        ssl = no
        disable_plaintext_auth = no
        mail_location = maildir:{{folder}}/mail
        first_valid_uid = 1
        default_internal_user = {{user}}
        default_internal_group = {{group}}
        default_login_user = {{user}}
        service imap-login {
          chroot =
          inet_listener imap {
            port = {{port}}
          }
          inet_listener imaps {
            port = 0
          }
        }
        service anvil {
          chroot =
        }
        service stats {
          chroot =
        }
        passdb {
          driver = static
          args = user={{User}} password={{Password}}
        }
        userdb {
          driver = static
          args = uid={{user}} gid={{group}} home={{folder}}/mail
        }

        """;

    private static async Task<bool> Answers(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<string> Said(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, program);
        return said.Trim();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
