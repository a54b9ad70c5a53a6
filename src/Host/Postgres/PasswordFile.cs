using System.Security.Cryptography;
using System.Text;

namespace CrossSell.Host.Postgres;

/// <summary>A random password in a file that only its owner reads.</summary>
internal static class PasswordFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static string PathOf(EmbeddedPostgresOptions options) => Path.Combine(options.Home, "password");

    public static string Read(EmbeddedPostgresOptions options)
    {
        try
        {
            return File.ReadAllText(PathOf(options)).Trim();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"The database's password can't be read: {refused.Message}", refused);
        }
    }

    /// <summary>A fresh one, for a fresh database.</summary>
    public static void Make(EmbeddedPostgresOptions options)
    {
        File.Delete(PathOf(options));
        using var file = new FileStream(PathOf(options), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });
        file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))));
    }
}
