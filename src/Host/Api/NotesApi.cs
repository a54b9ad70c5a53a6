using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using CrossSell.Worklist.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

/// <summary>What people write down about a client, what is to be done for one, and who belongs together.</summary>
internal static class NotesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var client = api.MapGroup("/clients/{client:guid}").WithTags("Clients");
        client.MapGet("/notes", List).Permit(Permission.SeeClients).WithSummary("The client's notes: the pinned first, then the newest");
        client.MapPost("/notes", Write).Permit(Permission.WorkOffers).WithSummary("Adds a note; a line like '@tomorrow 10:00 call about the roof' makes the task too. dryRun only says which");
        client.MapGet("/tasks", Tasks).Permit(Permission.SeeClients).WithSummary("What is to be done for the client besides the approaches");
        client.MapGet("/shelf", Shelf).Permit(Permission.SeeClients).WithSummary("What the client has of each line's products, and what not: held, being offered, could be offered, resting, missing");
        client.MapGet("/links", Links).Permit(Permission.SeeClients).WithSummary("Household and companies: who else belongs to the client");
        client.MapPost("/links", Link).Permit(Permission.EditClients).WithSummary("Links two clients; each shows the other");
        client.MapDelete("/links/{link:guid}", Unlink).Permit(Permission.EditClients).WithSummary("Takes a link away");
        var notes = api.MapGroup("/notes").WithTags("Clients");
        notes.MapPatch("/{id:guid}", Change).Permit(Permission.WorkOffers).WithSummary("Changes a note's text (its writer and managers) or pin");
        notes.MapDelete("/{id:guid}", Remove).Permit(Permission.WorkOffers).WithSummary("Deletes a note: its writer and managers");
    }

    private static async Task<ListAnswer<NoteView>> List(Guid client, bool? pinned, string? after, int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        (await dispatcher.Ask(new ListNotes(client, pinned ?? false, after, Paging.Limit(limit)), ct)).Answer();

    private static async Task<Results<Created<NoteWritten>, Ok<NoteRead>>> Write(Guid client, NewNote note, bool? dryRun, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var text = Body.Required(note.Text, "text");
        if (dryRun == true)
        {
            return TypedResults.Ok(await dispatcher.Ask(new ReadNoteTask(client, text), ct));
        }

        var written = await dispatcher.Send(new WriteNote(client, text, note.Pinned ?? false, note.Complaint ?? false), ct);
        return http.Made("notes", written.Note.Id, written);
    }

    private static Task<NoteView> Change(Guid id, NoteChange change, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Send(new ChangeNote(id, change.Text, change.Pinned), ct);

    private static async Task<NoContent> Remove(Guid id, IDispatcher dispatcher, CancellationToken ct)
    {
        await dispatcher.Send(new RemoveNote(id), ct);
        return TypedResults.NoContent();
    }

    private static async Task<ListAnswer<TaskView>> Tasks(Guid client, IDispatcher dispatcher, CancellationToken ct) => new(await dispatcher.Ask(new ListClientTasks(client), ct), null);

    private static async Task<ListAnswer<ShelfLine>> Shelf(Guid client, IDispatcher dispatcher, CancellationToken ct) => new(await dispatcher.Ask(new GetShelf(client), ct), null);

    private static async Task<ListAnswer<ClientLink>> Links(Guid client, IDispatcher dispatcher, CancellationToken ct) => new(await dispatcher.Ask(new ListClientLinks(client), ct), null);

    private static async Task<Created<ClientLink>> Link(Guid client, NewLink link, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var made = await dispatcher.Send(new LinkClients(client, Body.Required(link.OtherId, "otherId"), Body.Required(link.Kind, "kind"), link.Note), ct);
        return http.Made($"clients/{client}/links", made.Id, made);
    }

    private static async Task<NoContent> Unlink(Guid client, Guid link, IDispatcher dispatcher, CancellationToken ct)
    {
        await dispatcher.Send(new UnlinkClients(client, link), ct);
        return TypedResults.NoContent();
    }
}

/// <param name="Text">1 to 4,000 characters.</param>
/// <param name="Pinned">Above the others, and in the brief before a call.</param>
/// <param name="Complaint">The client complained.</param>
internal sealed record NewNote(string? Text, bool? Pinned, bool? Complaint = null);

internal sealed record NoteChange(string? Text, bool? Pinned);

/// <param name="Kind">What the other one is to the client: <c>spouse</c>, <c>household</c>, <c>parent</c>, <c>child</c>, <c>owner</c>, <c>owned</c>, <c>employer</c>, <c>employee</c>, <c>contactPerson</c>, <c>speaksFor</c>, <c>referrer</c>, <c>referred</c>.</param>
internal sealed record NewLink(Guid? OtherId, LinkKind? Kind, string? Note);
