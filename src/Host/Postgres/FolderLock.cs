using System.Globalization;

namespace CrossSell.Host.Postgres;

/// <summary>Who holds a data folder: a host that serves, or a command that is soon done.</summary>
internal sealed record FolderOwner(bool Serves, int Process)
{
    private const string Host = "host";
    private const string Command = "command";

    public static FolderOwner Me(bool serves) => new(serves, Environment.ProcessId);

    public static FolderOwner? Parse(string text) =>
        text.Split(' ') is [Host or Command, var process] && int.TryParse(process, CultureInfo.InvariantCulture, out var id)
            ? new(text.StartsWith(Host, StringComparison.Ordinal), id)
            : null;

    public override string ToString() => $"{(Serves ? Host : Command)} {Process.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>One process at a time owns a data folder; the lock goes with the process, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private const int WouldBlock = 11;
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    public static FolderLock? TryTake(EmbeddedPostgresOptions options, bool toServe)
    {
        try
        {
            Directory.CreateDirectory(options.Home);
            var file = new FileStream(Path.Combine(options.Home, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return Sign(file, options, FolderOwner.Me(toServe));
        }
        catch (IOException held) when (held.HResult == WouldBlock)
        {
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"The data folder {options.DataFolder} can't be written: {refused.Message}", refused);
        }
    }

    /// <summary>Nothing while its holder is only just taking it.</summary>
    public static FolderOwner? Owner(EmbeddedPostgresOptions options) =>
        File.Exists(OwnerFile(options)) ? FolderOwner.Parse(File.ReadAllText(OwnerFile(options))) : null;

    public void Dispose() => _file.Dispose();

    private static FolderLock Sign(FileStream file, EmbeddedPostgresOptions options, FolderOwner owner)
    {
        try
        {
            File.WriteAllText(OwnerFile(options), owner.ToString());
            return new FolderLock(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static string OwnerFile(EmbeddedPostgresOptions options) => Path.Combine(options.Home, "owner");
}
