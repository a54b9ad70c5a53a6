using System.Globalization;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Messages;
using FluentValidation;
using Npgsql;

namespace CrossSell.Worklist.Features;

internal sealed class ChangeNoteValidator : AbstractValidator<ChangeNote>
{
    public ChangeNoteValidator() =>
        RuleFor(n => n.Text).Must(t => t is null || t.Trim().Length > 0).WithErrorCode("required").MaximumLength(NoteRules.Longest).WithErrorCode("tooLong");
}

internal sealed class ChangeNoteHandler(IUnitOfWork unit, Database database, CallContext call, BusinessClock clock) : ICommandHandler<ChangeNote, NoteView>
{
    public async Task<NoteView> Handle(ChangeNote request, CancellationToken ct)
    {
        var note = await database.Note(request.NoteId, call.Actor, ct);
        var (text, pinned) = (request.Text?.Trim() ?? note.Text, request.Pinned ?? note.Pinned);
        if (text != note.Text)
        {
            note.DemandMine();
        }

        if ((text, pinned) == (note.Text, note.Pinned))
        {
            return note;
        }

        var now = note with { Text = text, Pinned = pinned, ChangedAt = text == note.Text ? note.ChangedAt : clock.Now };
        unit.Write("update worklist.note set text = $2, pinned = $3, changed_at = $4 where id = $1", now.Id, now.Text, now.Pinned, now.ChangedAt);
        unit.Audit(new AuditDraft("worklist.noteChanged", "note", note.Id, note.ClientId, new { note.Text, note.Pinned }, new { now.Text, now.Pinned }));
        return now;
    }
}

internal sealed class RemoveNoteHandler(IUnitOfWork unit, Database database, CallContext call) : ICommandHandler<RemoveNote, Done>
{
    public async Task<Done> Handle(RemoveNote request, CancellationToken ct)
    {
        var note = await database.Note(request.NoteId, call.Actor, ct);
        note.DemandMine();
        unit.Write("delete from worklist.note where id = $1", note.Id);
        unit.Audit(new AuditDraft("worklist.noteRemoved", "note", note.Id, note.ClientId, new { note.Text, note.Pinned }, null));
        return Done.Instance;
    }
}

internal sealed class ListNotesHandler(Database database, CallContext call) : IQueryHandler<ListNotes, Page<NoteView>>
{
    public async Task<Page<NoteView>> Handle(ListNotes request, CancellationToken ct)
    {
        var (pinned, at, id) = Cursor.Parse(request.After);
        var rows = await database.Query(
            $"""
            {Notes.Select} where n.client_id = $1 and (n.pinned or not $2) and ($3::bool is null or (n.pinned, n.written_at, n.id) < ($3, $4, $5))
            order by n.pinned desc, n.written_at desc, n.id desc limit $6
            """,
            r => Notes.Read(r, call.Actor),
            [request.ClientId, request.PinnedOnly, pinned, at, id, request.Limit + 1],
            ct);
        return Page<NoteView>.Of(rows, request.Limit, Cursor.Of);
    }

    private static class Cursor
    {
        public static string Of(NoteView n) => string.Create(CultureInfo.InvariantCulture, $"{(n.Pinned ? 1 : 0)}_{n.At.UtcTicks}_{n.Id}");

        public static (bool? Pinned, DateTimeOffset? At, Guid? Id) Parse(string? text)
        {
            if (text is null)
            {
                return (null, null, null);
            }

            return text.Split('_') is [var pinned, var ticks, var id] && pinned is "0" or "1" && long.TryParse(ticks, out var at) && at <= DateTimeOffset.MaxValue.Ticks && Guid.TryParse(id, out var last)
                ? (pinned == "1", new DateTimeOffset(at, TimeSpan.Zero), last)
                : throw new InvalidInputException("after", "badCursor", "This is not a cursor of this list.");
        }
    }
}

internal sealed class ListClientTasksHandler(Database database, CallContext call) : IQueryHandler<ListClientTasks, IReadOnlyList<TaskView>>
{
    private const int Most = 100;

    public async Task<IReadOnlyList<TaskView>> Handle(ListClientTasks request, CancellationToken ct) => await database.Query(
        $"{TaskReader.Select} where t.client_id = $1 and t.status = 'open' and t.purpose is null and t.about_task_id is null order by t.due_on, t.due_at nulls last, t.id limit {Most}",
        r => TaskReader.Read(r, call.Actor.Language),
        [request.ClientId],
        ct);
}

internal static class Notes
{
    public const string Select = "select n.id, n.client_id, n.text, n.pinned, n.author_id, n.author_name, n.written_at, n.changed_at, n.task_id, n.complaint from worklist.note n";

    public static NoteView Read(NpgsqlDataReader r, Actor actor) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetBoolean(3), r.GetString(5), r.GetFieldValue<DateTimeOffset>(6), r.Maybe<DateTimeOffset>(7), r.Maybe<Guid>(8),
        (actor.UserId is { } me && r.Maybe<Guid>(4) == me) || actor.Role is Role.Manager or Role.Administrator,
        r.GetBoolean(9));

    /// <summary>A note about a client in the actor's scope.</summary>
    public static async Task<NoteView> Note(this Database database, Guid id, Actor actor, CancellationToken ct) => await database.Single(
            $"{Select} join clients.pub_client c on c.id = n.client_id where n.id = $1 and {actor.Scope.Sql("c.advisor_id", "$2")}", r => Read(r, actor), [id, actor.Scope.Advisors], ct)
        ?? throw new NotFoundException("note", id);

    public static void DemandMine(this NoteView note)
    {
        if (!note.Mine)
        {
            throw new RuleBrokenException("error.noteOfAnother", $"The note is {note.By}'s: only they and managers change it.", ("by", note.By));
        }
    }
}
