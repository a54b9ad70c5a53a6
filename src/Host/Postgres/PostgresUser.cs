namespace CrossSell.Host.Postgres;

/// <summary>
/// PostgreSQL refuses to run as root. A user namespace makes root look like nobody, and every file stays as it is;
/// where namespaces are forbidden the server becomes nobody for real, and its files must become nobody's.
/// </summary>
internal sealed class PostgresUser
{
    private const string Nobody = "65534";
    private const string Root = "0";
    private readonly string[] _chown;

    private PostgresUser(string[] prefix, string[] chown)
    {
        Prefix = prefix;
        _chown = chown;
    }

    /// <summary>What stands before PostgreSQL's programs; nothing for a plain user.</summary>
    public string[] Prefix { get; }

    public static async Task<PostgresUser> Choose(EmbeddedPostgresOptions options, PostgresBinaries binaries, CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new([], []);
        }

        string[] mapped = ["unshare", $"--map-user={Nobody}", $"--map-group={Nobody}"];
        if (options.UserNamespaces && (await Tool.Run([.. mapped, "true"], ct)).Code == 0)
        {
            return new(mapped, ["chown", "-R", $"--from={Nobody}", $"{Root}:{Root}"]);
        }

        var nobody = new PostgresUser(["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "--no-new-privs"], ["chown", "-R", $"--from={Root}", $"{Nobody}:{Nobody}"]);
        await nobody.CheckReach(options, binaries, ct);
        return nobody;
    }

    /// <summary>Gives the server what it must own, also when it was another of the two before; a plain user's files stay theirs.</summary>
    public Task HandOver(IEnumerable<string> paths, CancellationToken ct) =>
        _chown is [] ? Task.CompletedTask : Tool.Demand([.. _chown, .. paths], ct);

    private async Task CheckReach(EmbeddedPostgresOptions options, PostgresBinaries binaries, CancellationToken ct)
    {
        string[] needed = [options.Home, binaries.Server];
        foreach (var path in needed)
        {
            if ((await Tool.Run([.. Prefix, "test", "-x", path], ct)).Code != 0)
            {
                throw new EmbeddedPostgresException($"PostgreSQL must not run as root, and as nobody it can't reach {path}. Start the host as a plain user, or choose a data folder (--data) below one that everybody may enter.");
            }
        }
    }
}
