using System.Security.Cryptography;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;

namespace CrossSell.Kernel.Data;

/// <summary>The answer of a command, kept under the caller's key.</summary>
public sealed record IdempotencyEntry(string Key, Guid ActorId, byte[] RequestHash, string Response)
{
    internal SqlWrite ToWrite(DateTimeOffset now) => new(
        "insert into kernel.idempotency(actor_id, key, request_hash, response, at) values ($1, $2, $3, $4, $5)",
        ActorId, Key, RequestHash, Response, now);
}

/// <summary>A double click, a retry or a replay acts once: the second caller gets the first one's answer.</summary>
public sealed class Idempotency(Database database)
{
    public static IdempotencyEntry? Entry<TRequest, TResponse>(CallContext call, TRequest request, TResponse response) =>
        call.IdempotencyKey is { } key
            ? new IdempotencyEntry(key, call.Actor.UserId ?? Guid.Empty, Hash(request), JsonText.Write(response))
            : null;

    public async Task<(bool Found, TResponse? Response)> Find<TRequest, TResponse>(CallContext call, TRequest request, CancellationToken ct)
    {
        var known = await database.Query(
            "select request_hash, response from kernel.idempotency where actor_id = $1 and key = $2",
            r => (Hash: r.GetFieldValue<byte[]>(0), Response: r.GetString(1)),
            [call.Actor.UserId ?? Guid.Empty, call.IdempotencyKey],
            ct);
        if (known.Count == 0)
        {
            return (false, default);
        }

        return known[0].Hash.AsSpan().SequenceEqual(Hash(request))
            ? (true, JsonText.Read<TResponse>(known[0].Response))
            : throw new RuleBrokenException("error.idempotency", "This idempotency key was used for another request.");
    }

    private static byte[] Hash<TRequest>(TRequest request) =>
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(typeof(TRequest).Name + JsonText.Write(request)));
}
