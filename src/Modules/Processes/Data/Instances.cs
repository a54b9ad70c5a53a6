using CrossSell.Kernel.Data;
using CrossSell.Processes.Messages;
using CrossSell.Sdk;
using Npgsql;

namespace CrossSell.Processes.Data;

internal sealed record Instance(ProcessState State, ProcessSubject Subject);

internal static class Instances
{
    private const string Select = "select i.id, i.key, i.definition_version, i.state, i.category, i.version, i.subject from processes.instance i";

    public static async Task<Instance?> Find(NpgsqlConnection connection, Guid id, CancellationToken ct) =>
        (await connection.Query($"{Select} where i.id = $1", Read, [id], ct)).FirstOrDefault();

    public static async Task<List<Instance>> PastDeadline(NpgsqlConnection connection, DateOnly today, int most, CancellationToken ct) =>
        await connection.Query($"{Select} where i.deadline_on < $1 order by i.deadline_on limit $2 for update skip locked", Read, [today, most], ct);

    private static Instance Read(NpgsqlDataReader r) => new(
        new ProcessState(r.GetGuid(0), r.GetString(1), r.GetInt32(2), r.GetString(3), Enum.Parse<StateCategory>(r.GetString(4), true), r.GetInt32(5)),
        JsonText.Read<ProcessSubject>(r.GetString(6)));
}
