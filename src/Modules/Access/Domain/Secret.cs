using System.Security.Cryptography;
using System.Text;

namespace CrossSell.Access.Domain;

/// <summary>Random texts that are shown once and kept as a hash.</summary>
internal static class Secret
{
    public static string New(string prefix) => prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
