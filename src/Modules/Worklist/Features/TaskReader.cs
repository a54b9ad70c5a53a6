using CrossSell.Kernel.Data;
using CrossSell.Worklist.Domain;
using CrossSell.Worklist.Messages;
using Npgsql;

namespace CrossSell.Worklist.Features;

internal static class TaskReader
{
    public const string Select =
        """
        select t.id, t.kind, t.title_hu, t.title_en, t.client_id, c.name, c.phone, t.offer_id, t.process_id, t.document_id, t.assignee_id, t.role, t.due_on, t.due_at, t.priority, t.status, t.purpose
        from worklist.task t join clients.pub_client c on c.id = t.client_id
        """;

    public static TaskView Read(NpgsqlDataReader r, string language) => new(
        r.GetGuid(0), TaskWords.Kind(r.GetString(1)), r.GetString(language == "en" ? 3 : 2), r.GetGuid(4), r.GetString(5), r.MaybeText(6),
        r.Maybe<Guid>(7), r.Maybe<Guid>(8), r.Maybe<Guid>(9), r.Maybe<Guid>(10), r.MaybeText(11), r.GetFieldValue<DateOnly>(12),
        r.Maybe<DateTimeOffset>(13), r.GetInt32(14), r.GetString(15), r.MaybeText(16));
}
