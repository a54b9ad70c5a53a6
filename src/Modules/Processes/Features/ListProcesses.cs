using System.Globalization;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Processes.Data;
using CrossSell.Processes.Messages;

namespace CrossSell.Processes.Features;

internal sealed class ListProcessesHandler(Database database, ProcessRows rows, CallContext call, BusinessClock clock) : IQueryHandler<ListProcesses, Page<ProcessRow>>
{
    public async Task<Page<ProcessRow>> Handle(ListProcesses request, CancellationToken ct)
    {
        var (wanted, after) = (request.Filter, Cursor.Parse(request.After));
        var filter = new SqlFilter()
            .And("i.key = ?", wanted.Key)
            .And("i.state = ?", wanted.State)
            .And("i.definition_version = ?", wanted.Version)
            .And("i.client_id = ?", wanted.ClientId)
            .And("i.category = ?", wanted.Category is { } category ? Mover.Word(category) : null)
            .And("i.deadline_on < ?", wanted.Late ? clock.Today : null)
            .And("i.starter_id = ?", wanted.Mine ? call.Actor.UserId ?? Guid.Empty : null)
            .And("(i.changed_at, i.id) < (?, ?)", after?.At, after?.Id)
            .Seen(call.Actor);
        var sql = $"{ProcessRows.Select} from (select i.* from processes.instance i where {filter.Sql} order by i.changed_at desc, i.id desc limit {filter.Parameter(request.Limit + 1)}) i {ProcessRows.Joins} order by i.changed_at desc, i.id desc";
        var found = await database.Query(sql, ProcessRows.Read, filter.Values, ct);
        return Page<ProcessRow>.Of(await rows.Named(found, ct), request.Limit, Cursor.Of);
    }

    private sealed record Cursor(DateTimeOffset At, Guid Id)
    {
        public static string Of(ProcessRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.ChangedAt.UtcTicks}_{row.Id}");

        public static Cursor? Parse(string? text)
        {
            if (text is null)
            {
                return null;
            }

            var parts = text.Split('_');
            return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks < DateTime.MaxValue.Ticks && Guid.TryParse(parts[1], out var id)
                ? new Cursor(new DateTimeOffset(ticks, TimeSpan.Zero), id)
                : throw new InvalidInputException("after", "badCursor", "This is not a cursor of this list.");
        }
    }
}

internal sealed class GetProcessBoardHandler(Database database, ProcessRows rows, Definitions definitions, CallContext call) : IQueryHandler<GetProcessBoard, ProcessBoard>
{
    public async Task<ProcessBoard> Handle(GetProcessBoard request, CancellationToken ct)
    {
        var definition = await definitions.Demand(request.Key, null, ct);
        var language = call.Actor.Language;
        var columns = new List<BoardColumn>();
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        foreach (var (state, name, category) in await States(connection, definition, language, ct))
        {
            var filter = new SqlFilter().And("i.key = ?", definition.Key).And("i.state = ?", state).And("i.starter_id = ?", request.Mine ? call.Actor.UserId ?? Guid.Empty : null).Seen(call.Actor);
            var sql =
                $"""
                {ProcessRows.Select}, (select count(*)::int from (select 1 from processes.instance i where {filter.Sql} limit {filter.Parameter(BoardColumn.CountedUntil)}) counted)
                from (select i.* from processes.instance i where {filter.Sql} order by i.changed_at desc, i.id desc limit {filter.Parameter(request.Most)}) i {ProcessRows.Joins} order by i.changed_at desc, i.id desc
                """;
            var cards = await connection.Query(sql, r => (Row: ProcessRows.Read(r), Count: r.GetInt32(ProcessRows.Columns)), filter.Values, ct);
            columns.Add(new BoardColumn(state, name, category, cards.Count == 0 ? 0 : cards[0].Count, await rows.Named([.. cards.Select(c => c.Row)], ct)));
        }

        return new ProcessBoard(definition.Key, definition.Name.In(language), columns);
    }

    /// <summary>The states of the newest version, and those of older ones in which something open still stands.</summary>
    private async Task<List<(string State, string Name, string Category)>> States(Npgsql.NpgsqlConnection connection, Sdk.ProcessDefinition newest, string language, CancellationToken ct)
    {
        var states = newest.States.Select(s => (s.Key, s.Name.In(language), Mover.Word(s.Category))).ToList();
        var others = await connection.Query(
            "select state, max(definition_version) from processes.instance where key = $1 and category = 'open' and state <> all($2) group by state order by state",
            r => (State: r.GetString(0), Version: r.GetInt32(1)), [newest.Key, newest.States.Select(s => s.Key).ToArray()], ct);
        foreach (var (state, version) in others)
        {
            var known = (await definitions.Get(newest.Key, version, ct)).States.FirstOrDefault(s => s.Key == state);
            states.Add((state, known?.Name.In(language) ?? state, Mover.Word(known?.Category ?? Sdk.StateCategory.Open)));
        }

        return states;
    }
}
