using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using Npgsql;

namespace CrossSell.Segments.Data;

/// <summary>A segment as it is kept.</summary>
internal sealed record KeptSegment(Guid Id, string Name, string Filter, bool Shared, bool Own, string Owner, DateTimeOffset ChangedAt, int Version);

/// <summary>The segments of one person: their own, and those shared with the team they are in now.</summary>
internal static class SegmentTable
{
    /// <summary>A condition on segments <c>s</c>; <c>$1</c> is the person.</summary>
    public const string Seen = "(s.owner_id = $1 or s.team_id = (select team_id from access.pub_user where id = $1))";

    private const string Select =
        $"""
        select s.id, s.name, s.filter, s.team_id is not null, s.owner_id = $1, coalesce(o.name, ''), s.changed_at, s.version
        from segments.segment s left join access.pub_user o on o.id = s.owner_id where {Seen}
        """;

    public static Task<List<KeptSegment>> All(NpgsqlConnection connection, Guid user, CancellationToken ct) =>
        connection.Query($"{Select} order by s.name collate \"hu-x-icu\", s.id", Read, [user], ct);

    public static async Task<KeptSegment> Demand(NpgsqlConnection connection, Guid user, Guid segment, bool own, CancellationToken ct)
    {
        var found = (await connection.Query($"{Select} and s.id = $2", Read, [user, segment], ct)).FirstOrDefault() ?? throw new NotFoundException("segment", segment);
        return found.Own || !own ? found : throw new NotAllowedException("error.notYourSegment", "Only whoever made a segment changes or deletes it.");
    }

    private static KeptSegment Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetBoolean(3), r.GetBoolean(4), r.GetString(5), r.GetFieldValue<DateTimeOffset>(6), r.GetInt32(7));
}
