using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CrossSell.Kernel.Data;
using Npgsql;

namespace CrossSell.Kernel.Audit;

/// <summary>
/// What the audit says of a client is locked with a key of that client before it is hashed and chained (ADR 0060). Once the key is destroyed nobody reads it any more,
/// not even from a copy of the log, and the chain is as whole as before.
/// </summary>
public sealed class ClientKeys(Database database)
{
    private const string Locked = "~1.";
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int MostKnown = 100_000;
    private readonly ConcurrentDictionary<Guid, byte[]> _known = new();

    /// <summary>Has the client's key at hand, so that recording an outcome need not ask for it.</summary>
    public async Task Warm(Guid client, CancellationToken ct) => await ForWriting([client], ct);

    internal async Task<IReadOnlyList<AuditEntry>> Seal(IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        var clients = entries.Where(e => e.ClientId is not null && (e.Before ?? e.After) is not null && e.Action != ChainWalk.ErasedAction).Select(e => e.ClientId!.Value).Distinct().ToArray();
        if (clients.Length == 0)
        {
            return entries;
        }

        var keys = await ForWriting(clients, ct);
        var ciphers = new Dictionary<Guid, AesGcm>(clients.Length);
        try
        {
            return [.. entries.Select(e => e.ClientId is not { } client || e.Action == ChainWalk.ErasedAction ? e
                : keys.TryGetValue(client, out var key) ? Sealed(e, Cipher(ciphers, client, key))
                : e with { Before = null, After = null })];
        }
        finally
        {
            foreach (var cipher in ciphers.Values)
            {
                cipher.Dispose();
            }
        }
    }

    internal async Task<IReadOnlyList<AuditItem>> Open(IReadOnlyList<AuditItem> items, CancellationToken ct)
    {
        var clients = items.Where(i => IsLocked(i.Entry.Before) || IsLocked(i.Entry.After)).Select(i => i.Entry.ClientId!.Value).Distinct().ToArray();
        if (clients.Length == 0)
        {
            return items;
        }

        // Never from what is remembered: another host may have destroyed it.
        var keys = await Stored(clients, ct);
        return [.. items.Select(i => i with { Entry = Opened(i.Entry, keys.GetValueOrDefault(i.Entry.ClientId ?? Guid.Empty)) })];
    }

    /// <summary>Destroys the key in the transaction of whoever erases the client; what was written before there were keys is blanked, and keeps its hash.</summary>
    internal async Task Destroy(NpgsqlConnection connection, Guid client, DateTimeOffset now, CancellationToken ct)
    {
        await connection.Execute(
            """
            insert into kernel.client_key(client_id, key, destroyed_at) values ($1, null, $2)
            on conflict (client_id) do update set key = null, destroyed_at = $2
            """,
            [client, now],
            ct);
        await connection.Execute(
            $"""
            update kernel.audit_entry set before = null, after = '{ChainWalk.Erased}'
            where client_id = $1 and (before not like '{Locked}%' or after not like '{Locked}%') and action <> '{ChainWalk.ErasedAction}'
            """,
            [client],
            ct);
        await connection.Execute($"update kernel.audit_part set before = null, after = '{ChainWalk.Erased}' where client_id = $1", [client], ct);
        _known.TryRemove(client, out _);
    }

    private async Task<IReadOnlyDictionary<Guid, byte[]>> ForWriting(Guid[] clients, CancellationToken ct)
    {
        var found = new Dictionary<Guid, byte[]>(clients.Length);
        List<Guid>? missing = null;
        foreach (var client in clients)
        {
            if (_known.TryGetValue(client, out var key))
            {
                found[client] = key;
            }
            else
            {
                (missing ??= []).Add(client);
            }
        }

        return missing is null ? found : await Learn(found, [.. missing], ct);
    }

    private async Task<IReadOnlyDictionary<Guid, byte[]>> Learn(Dictionary<Guid, byte[]> found, Guid[] missing, CancellationToken ct)
    {
        var stored = await Stored(missing, ct);
        var unknown = missing.Where(c => !stored.ContainsKey(c)).ToArray();
        if (unknown.Length > 0)
        {
            await using var connection = await database.Source.OpenConnectionAsync(ct);
            await connection.Execute(
                "insert into kernel.client_key(client_id, key) select * from unnest($1::uuid[], $2::bytea[]) on conflict (client_id) do nothing",
                [unknown, unknown.Select(_ => RandomNumberGenerator.GetBytes(32)).ToArray()],
                ct);
            foreach (var (client, key) in await Stored(unknown, ct))
            {
                stored[client] = key;
            }
        }

        if (_known.Count + stored.Count > MostKnown)
        {
            _known.Clear();
        }

        foreach (var (client, key) in stored)
        {
            found[client] = _known[client] = key;
        }

        return found;
    }

    private async Task<Dictionary<Guid, byte[]>> Stored(Guid[] clients, CancellationToken ct) =>
        (await database.Query("select client_id, key from kernel.client_key where client_id = any($1) and key is not null", r => (r.GetGuid(0), r.GetFieldValue<byte[]>(1)), [clients], ct)).ToDictionary();

    private static AesGcm Cipher(Dictionary<Guid, AesGcm> ciphers, Guid client, byte[] key) =>
        ciphers.TryGetValue(client, out var known) ? known : ciphers[client] = new AesGcm(key, TagSize);

    private static AuditEntry Sealed(AuditEntry e, AesGcm cipher) => e with { Before = Lock(e.Before, cipher), After = Lock(e.After, cipher) };

    private static string? Lock(string? text, AesGcm cipher)
    {
        if (text is null)
        {
            return null;
        }

        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[NonceSize + plain.Length + TagSize];
        var nonce = box.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(nonce, plain, box.AsSpan(NonceSize, plain.Length), box.AsSpan(NonceSize + plain.Length));
        return Locked + Convert.ToBase64String(box);
    }

    private static AuditEntry Opened(AuditEntry entry, byte[]? key)
    {
        if (key is null)
        {
            return entry with { Before = Unlock(entry.Before, null), After = Unlock(entry.After, null) };
        }

        using var cipher = new AesGcm(key, TagSize);
        return entry with { Before = Unlock(entry.Before, cipher), After = Unlock(entry.After, cipher) };
    }

    /// <summary>What is locked with a destroyed key is gone. What was tampered with is for the verification to say; a reader sees that it can't be read.</summary>
    private static string? Unlock(string? text, AesGcm? cipher)
    {
        if (!IsLocked(text))
        {
            return text;
        }

        if (cipher is null)
        {
            return null;
        }

        try
        {
            var box = Convert.FromBase64String(text![Locked.Length..]);
            var plain = new byte[box.Length - NonceSize - TagSize];
            cipher.Decrypt(box.AsSpan(0, NonceSize), box.AsSpan(NonceSize, plain.Length), box.AsSpan(NonceSize + plain.Length), plain);
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or FormatException or OverflowException or ArgumentException)
        {
            return Unreadable;
        }
    }

    /// <summary>Stands where the content of an entry does not fit its client's key.</summary>
    public const string Unreadable = "{\"unreadable\":true}";

    private static bool IsLocked(string? text) => text is not null && text.StartsWith(Locked, StringComparison.Ordinal);
}
