using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Worklist.Domain;
using CrossSell.Worklist.Messages;
using FluentValidation;

namespace CrossSell.Worklist.Features;

internal sealed class WriteNoteValidator : AbstractValidator<WriteNote>
{
    public WriteNoteValidator(BusinessClock clock)
    {
        RuleFor(n => n.Text).NotEmpty().WithErrorCode("required").MaximumLength(NoteRules.Longest).WithErrorCode("tooLong");
        RuleFor(n => n.Text).Must(t => NoteText.TaskIn(t ?? string.Empty, clock.Today) is not { } task || NoteRules.IsAhead(task, clock))
            .WithErrorCode("inPast").WithMessage("The day or minute after the @ is in the past.");
    }
}

internal static class NoteRules
{
    public const int Longest = 4000;

    public static bool IsAhead(NoteTask task, BusinessClock clock) => task.At is { } minute ? clock.At(task.DueOn, minute) > clock.Now : task.DueOn >= clock.Today;
}

internal sealed class ReadNoteTaskHandler(BusinessClock clock) : IQueryHandler<ReadNoteTask, NoteRead>
{
    public Task<NoteRead> Handle(ReadNoteTask request, CancellationToken ct)
    {
        var task = NoteText.TaskIn(request.Text, clock.Today);
        return Task.FromResult(new NoteRead(task, NoteText.UnreadIn(request.Text, clock.Today), task is not null && !NoteRules.IsAhead(task, clock)));
    }
}

internal sealed class WriteNoteHandler(IUnitOfWork unit, IDispatcher dispatcher, CallContext call, BusinessClock clock) : ICommandHandler<WriteNote, NoteWritten>
{
    public async Task<NoteWritten> Handle(WriteNote request, CancellationToken ct)
    {
        var text = request.Text.Trim();
        var task = NoteText.TaskIn(text, clock.Today) is { } read
            ? await dispatcher.Send(
                new AddTask(request.ClientId, read.Kind, read.Title.Length > 0 ? read.Title : NoteWords.Of(read.Kind, call.Actor.Language), read.DueOn, read.At is { } minute ? clock.At(read.DueOn, minute) : null, null), ct)
            : null;
        var note = new NoteView(Ids.New(clock.Now), request.ClientId, text, request.Pinned, call.Actor.Name, clock.Now, null, task?.Id, true, request.Complaint);
        unit.Write(
            "insert into worklist.note(id, client_id, text, pinned, author_id, author_name, written_at, task_id, complaint) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            note.Id, note.ClientId, note.Text, note.Pinned, call.Actor.UserId, note.By, note.At, note.TaskId, note.Complaint);
        unit.Audit(new AuditDraft("worklist.noteWritten", "note", note.Id, note.ClientId, null, new { note.Text, note.Pinned, note.TaskId, Complaint = note.Complaint ? true : (bool?)null }));
        return new NoteWritten(note, task);
    }
}

/// <summary>What a task is called when a note says only its kind.</summary>
internal static class NoteWords
{
    public static string Of(TaskKind kind, string language) => (kind, language == "en") switch
    {
        (TaskKind.Email, true) => "Write an e-mail",
        (TaskKind.Email, false) => "E-mailt írni",
        (TaskKind.Meeting, true) => "Meeting",
        (TaskKind.Meeting, false) => "Találkozó",
        (TaskKind.Letter, true) => "Write a letter",
        (TaskKind.Letter, false) => "Levelet írni",
        (TaskKind.Paperwork, true) => "Paperwork",
        (TaskKind.Paperwork, false) => "Papírmunka",
        (_, true) => "Call",
        _ => "Felhívni",
    };
}
