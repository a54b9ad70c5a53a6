using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace CrossSell.Mail.Domain;

/// <summary>
/// What an answer link carries: the mail, the moment until which it may be answered, and 128 bits of an HMAC over both. Whose it is and whether it was used stands in the mail's row;
/// nothing of it in the address.
/// </summary>
internal static class AnswerToken
{
    private const int IdLength = 16;
    private const int Signed = IdLength + 8;
    private const int MacLength = 16;
    private static readonly byte[] Purpose = "mail.answer.1"u8.ToArray();

    public static string Write(Guid mail, DateTimeOffset until, byte[] secret)
    {
        Span<byte> token = stackalloc byte[Signed + MacLength];
        mail.TryWriteBytes(token, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(token[IdLength..], until.ToUnixTimeSeconds());
        Mac(token[..Signed], secret).AsSpan(0, MacLength).CopyTo(token[Signed..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Nothing when this house did not sign it.</summary>
    public static (Guid Mail, DateTimeOffset Until)? Read(string token, byte[] secret)
    {
        Span<byte> bytes = stackalloc byte[Signed + MacLength];
        if (token.Length != Base64Url.GetEncodedLength(bytes.Length) || !Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var length) || length != bytes.Length
            || !CryptographicOperations.FixedTimeEquals(Mac(bytes[..Signed], secret).AsSpan(0, MacLength), bytes[Signed..]))
        {
            return null;
        }

        return (new Guid(bytes[..IdLength], bigEndian: true), DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(bytes[IdLength..])));
    }

    private static byte[] Mac(ReadOnlySpan<byte> what, byte[] secret)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Purpose);
        hash.AppendData(what);
        return hash.GetHashAndReset();
    }
}
