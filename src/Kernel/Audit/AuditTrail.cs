using System.Text.Json.Nodes;
using CrossSell.Kernel.Data;

namespace CrossSell.Kernel.Audit;

/// <summary>What the audit says of one client, opened with the client's key.</summary>
public sealed class AuditTrail(Database database, ClientKeys keys)
{
    public async Task<IReadOnlyList<AuditItem>> Newest(Guid client, int most, CancellationToken ct) => await Read("client_id = $1 order by seq desc, no desc limit $2", [client, most], ct);

    /// <summary>What happened after an instant, newest first: undone one by one, it leads back to how things stood then.</summary>
    public async Task<IReadOnlyList<AuditItem>> Since(Guid client, DateTimeOffset at, CancellationToken ct) => await Read("client_id = $1 and at > $2 order by seq desc, no desc", [client, at], ct);

    /// <summary>Everything about a client, oldest first.</summary>
    public async Task<IReadOnlyList<AuditItem>> Of(Guid client, CancellationToken ct) => await Read("client_id = $1 order by seq, no", [client], ct);

    /// <summary>Everything about one thing of a client, oldest first.</summary>
    public async Task<IReadOnlyList<AuditItem>> Of(Guid client, Guid subject, CancellationToken ct) => await Read("client_id = $1 and subject_id = $2 order by seq, no", [client, subject], ct);

    /// <summary>Everything about a client and about several of its things, oldest first.</summary>
    public async Task<IReadOnlyList<AuditItem>> Of(Guid client, IReadOnlyCollection<Guid> subjects, CancellationToken ct) =>
        await Read("client_id = $1 and subject_id = any($2) order by seq, no", [client, subjects.ToArray()], ct);

    internal async Task<IReadOnlyList<AuditItem>> Read(string which, object?[] values, CancellationToken ct) =>
        await keys.Open(await database.Query($"select {AuditSql.Columns}, no from kernel.pub_audit where {which}", AuditSql.Item, values, ct), ct);

    /// <summary>A thing's fields as they were before the given entries, which are about it and newest first.</summary>
    public static JsonObject Rewound(JsonObject now, IEnumerable<AuditItem> newestFirst)
    {
        foreach (var item in newestFirst)
        {
            foreach (var (name, value) in Fields(item.Entry.Before))
            {
                now[name] = value?.DeepClone();
            }
        }

        return now;
    }

    /// <summary>The fields of one face of an entry; none when it has none.</summary>
    public static JsonObject Fields(string? face) => face is ['{', ..] ? JsonNode.Parse(face)!.AsObject() : [];
}

/// <summary>A value that a field had: since when, who set it and why.</summary>
/// <param name="Value">As it was written; none when it was empty.</param>
/// <param name="Seq">The number of the audit entry that says so.</param>
public sealed record FieldValue(JsonNode? Value, DateTimeOffset Since, string By, string Cause, string Action, long Seq)
{
    /// <summary>The values of a field, newest first, from what the audit says of its owner, oldest first.</summary>
    public static IReadOnlyList<FieldValue> Of(string field, IReadOnlyList<AuditItem> oldestFirst)
    {
        var values = new List<FieldValue>();
        foreach (var item in oldestFirst)
        {
            if (AuditTrail.Fields(item.Entry.After).TryGetPropertyValue(field, out var value) || AuditTrail.Fields(item.Entry.Before).ContainsKey(field))
            {
                values.Add(new FieldValue(value?.DeepClone(), item.Entry.At, item.Entry.ActorName, item.Entry.Cause, item.Entry.Action, item.Seq));
            }
        }

        values.Reverse();
        return values;
    }
}
