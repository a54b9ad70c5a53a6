using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CrossSell.Access.Domain;

/// <summary>Codes of six digits by the time (RFC 6238: SHA-1, 30 seconds), as every authenticator app makes them.</summary>
internal static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Seconds = 30;
    private const int Modulus = 1_000_000;
    private const int Leeway = 1;
    private const int KeyBytes = 20;

    public static string NewKey() => Base32(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>The address that an app reads from a QR code.</summary>
    public static string Address(string key, string issuer, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={key}&issuer={Uri.EscapeDataString(issuer)}";

    /// <summary>The step that the code is of, when it is of now, the step before or the one after, and later than the last that was used.</summary>
    public static long? StepOf(string key, string code, DateTimeOffset now, long last)
    {
        var digits = new string([.. code.Where(char.IsAsciiDigit)]);
        var step = now.ToUnixTimeSeconds() / Seconds;
        for (var at = step - Leeway; at <= step + Leeway; at++)
        {
            if (at > last && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(key, at)), Encoding.ASCII.GetBytes(digits)))
            {
                return at;
            }
        }

        return null;
    }

    public static string Code(string key, DateTimeOffset at) => Code(key, at.ToUnixTimeSeconds() / Seconds);

    private static string Code(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The algorithm that the apps know.
        var hash = HMACSHA1.HashData(Bytes(key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & 0x7fff_ffff;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static string Base32(byte[] bytes)
    {
        var (text, buffer, bits) = (new StringBuilder(), 0, 0);
        foreach (var one in bytes)
        {
            buffer = (buffer << 8) | one;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Alphabet[(buffer >> (bits - 5)) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        return text.ToString();
    }

    private static byte[] Bytes(string key)
    {
        var (bytes, buffer, bits) = (new List<byte>(), 0, 0);
        foreach (var letter in key)
        {
            buffer = (buffer << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal);
            for (bits += 5; bits >= 8; bits -= 8)
            {
                bytes.Add((byte)(buffer >> (bits - 8)));
            }

            buffer &= (1 << bits) - 1;
        }

        return [.. bytes];
    }
}
