using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using Npgsql;

namespace CrossSell.Processes.Data;

/// <param name="Round">Which entry into a state this is; the tasks planned on it carry the same.</param>
internal sealed record Instance(ProcessState State, ProcessSubject Subject, DateTimeOffset ChangedAt, DateOnly? DeadlineOn, int Round)
{
    public Guid Id => State.Id;
}

internal static class Instances
{
    private const string Select = "select i.id, i.key, i.definition_version, i.state, i.category, i.version, i.subject, i.changed_at, i.deadline_on, i.round from processes.instance i";

    public static async Task<Instance?> Find(NpgsqlConnection connection, Guid id, CancellationToken ct) =>
        (await connection.Query($"{Select} where i.id = $1", Read, [id], ct)).FirstOrDefault();

    /// <summary>Nobody else moves it until this transaction ends.</summary>
    public static async Task<Instance?> Hold(NpgsqlConnection connection, Guid id, CancellationToken ct) =>
        (await connection.Query($"{Select} where i.id = $1 for update", Read, [id], ct)).FirstOrDefault();

    /// <summary>An instance the actor may see.</summary>
    public static async Task<Instance> Visible(NpgsqlConnection connection, Guid id, Actor actor, CancellationToken ct)
    {
        var filter = new SqlFilter().And("i.id = ?", id).Seen(actor);
        return (await connection.Query($"{Select} where {filter.Sql}", Read, filter.Values, ct)).FirstOrDefault() ?? throw new NotFoundException("process", id);
    }

    public static Task<List<Instance>> PastDeadline(NpgsqlConnection connection, DateOnly today, Guid? only, int most, CancellationToken ct) =>
        connection.Query($"{Select} where i.deadline_on < $1 and ($3::uuid is null or i.id = $3) order by i.deadline_on limit $2 for update skip locked", Read, [today, most, only], ct);

    public static Task<List<Instance>> WithTimerDue(NpgsqlConnection connection, DateOnly today, Guid? only, int most, CancellationToken ct) => connection.Query(
        $"{Select} where i.id in (select t.instance_id from processes.timer t where t.due_on <= $1 and ($3::uuid is null or t.instance_id = $3) order by t.due_on limit $2) for update skip locked", Read, [today, most, only], ct);

    public static Task<List<Instance>> OnVersion(NpgsqlConnection connection, string key, int version, Guid[]? only, int most, CancellationToken ct) =>
        connection.Query($"{Select} where i.key = $1 and i.definition_version = $2 and ($3::uuid[] is null or i.id = any($3)) order by i.id limit $4 for update", Read, [key, version, only, most], ct);

    private static Instance Read(NpgsqlDataReader r) => new(
        new ProcessState(r.GetGuid(0), r.GetString(1), r.GetInt32(2), r.GetString(3), Enum.Parse<StateCategory>(r.GetString(4), true), r.GetInt32(5)),
        JsonText.Read<ProcessSubject>(r.GetString(6)),
        r.GetFieldValue<DateTimeOffset>(7),
        r.Maybe<DateOnly>(8),
        r.GetInt32(9));
}
