using System.Globalization;
using CrossSell.Clients.Messages;
using CrossSell.Host.Pages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Privacy;
using CrossSell.Kernel.Time;
using CrossSell.Offers.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

internal static class ClientsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var clients = api.MapGroup("/clients").WithTags("Clients");
        clients.MapPost("/", Add).Permit(Permission.EditClients).WithSummary("Adds a client");
        clients.MapGet("/", Find).Permit(Permission.SeeClients).WithSummary("Finds clients by name, telephone number, e-mail address, external id or tax number, or by a number of what they hold");
        clients.MapGet("/{id:guid}", Get).Permit(Permission.SeeClients).WithSummary("One client");
        clients.MapPatch("/{id:guid}", Change).Permit(Permission.EditClients).WithSummary("Changes what is given of a client and leaves the rest");
        clients.MapGet("/{id:guid}/card", Card).Permit(Permission.SeeClients).WithSummary("The client's live card: contracts, open offers, suggestions, next contact");
        clients.MapGet("/{id:guid}/consents", Consents).Permit(Permission.SeeClients).WithSummary("Every consent the client granted or withdrew, with its source; newest first");
        clients.MapGet("/{id:guid}/history", History).Permit(Permission.SeeAudit)
            .WithSummary("What happened to the client, newest first, by kind (client, contract, offer, task, document, process), person (user id) and business days");
        clients.MapGet("/{id:guid}/fields/{field}/history", Field).Permit(Permission.SeeAudit).WithSummary("Every value a field of the client had: since when, who set it and why; newest first");
        clients.MapGet("/{id:guid}/as-of/{at}", AsOf).Permit(Permission.SeeClients)
            .WithSummary("The client as the record says it stood at the end of a day, or at an instant: contact data, consents, contracts, open offers with reasons, open tasks");
        clients.MapPost("/{id:guid}/export", Export).Permit(Permission.HandlePersonalData).WithSummary("Everything the house keeps about the client as one ZIP: data.json, summary.html, documents; it stands in the audit")
            .Produces(StatusCodes.Status200OK, contentType: "application/zip");
        clients.MapGet("/{id:guid}/erasure", Erasure).Permit(Permission.HandlePersonalData).WithSummary("What erasing the client would delete, and what the law demands be kept; changes nothing");
        clients.MapPost("/{id:guid}/erasure", Erase).Permit(Permission.HandlePersonalData).WithSummary("Erases the client for good; refused with error.mustKeep while the law demands that something be kept");
    }

    private static async Task<PushStreamHttpResult> Export(Guid id, ClientExport export, CancellationToken ct)
    {
        var file = await export.Make(id, ct);
        return TypedResults.Stream(stream => file.Write(stream, ct), file.ContentType, file.FileName);
    }

    private static Task<ErasureView> Erasure(Guid id, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new GetErasure(id), ct);

    private static Task<ErasureView> Erase(Guid id, ErasureRequest body, IDispatcher dispatcher, CancellationToken ct) =>
        dispatcher.Send(new EraseClient(id, Body.Required(body.Reason, "reason")), ct);

    private static async Task<ListAnswer<AuditAnswer>> History(
        Guid id, string? kind, Guid? person, DateOnly? from, DateOnly? until, string? after, int? limit, IDispatcher dispatcher, HistorySentences sentences, CancellationToken ct)
    {
        var kinds = Body.Word(kind, "kind", "client", "contract", "offer", "task", "document", "process") is { } one ? [one] : Array.Empty<string>();
        var page = await dispatcher.Ask(new GetClientHistory(id, kinds, person, from, until, AuditApi.Cursor(after), Paging.Limit(limit)), ct);
        return new(await AuditAnswer.Of(page.Items, sentences, ct), page.Next?.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<ListAnswer<FieldValue>> Field(Guid id, string field, IDispatcher dispatcher, CancellationToken ct) =>
        new(await dispatcher.Ask(new GetClientFieldHistory(id, field), ct), null);

    private static Task<CardAsOf> AsOf(Guid id, string at, IDispatcher dispatcher, BusinessClock clock, CancellationToken ct) =>
        dispatcher.Ask(new GetCardAsOf(id, Moment(at, clock)), ct);

    /// <summary>A day means its end.</summary>
    private static DateTimeOffset Moment(string at, BusinessClock clock)
    {
        var moment = Instants.ParseBound(at, true, clock) ?? throw new InvalidInputException("at", "type.dayOrInstant", "Must be a day like 2026-11-23 or an instant like 2026-11-23T09:00:00Z.");
        return at.Length == "yyyy-MM-dd".Length ? moment.AddTicks(-10) : moment;
    }

    private static async Task<Created<ClientView>> Add(ClientData client, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var added = await dispatcher.Send(new AddClient(client), ct);
        return http.Made("clients", added.Id, added, added.Version);
    }

    private static async Task<ListAnswer<ClientItem>> Find(
        string? q, string? advisor, string? kind, string? city, string? tag, bool? doNotContact, string? segment, string? sort, string? after, int? limit, IDispatcher dispatcher, CancellationToken ct)
    {
        var page = await dispatcher.Ask(new ListClientRows(new ClientFilter(q, advisor, kind, city, tag, doNotContact, segment), sort, after, Paging.Limit(limit)), ct);
        return new([.. page.Items.Select(r => r.Client)], page.Next);
    }

    private static async Task<Ok<ClientView>> Get(Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var client = await dispatcher.Ask(new GetClient(id), ct);
        return http.Tagged(client, client.Version);
    }

    private static async Task<Ok<ClientView>> Change(Guid id, ClientData client, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var changed = await dispatcher.Send(new ChangeClient(id, client, http.IfVersion()), ct);
        return http.Tagged(changed, changed.Version);
    }

    private static Task<IReadOnlyList<ConsentEntry>> Consents(Guid id, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new GetConsentHistory(id), ct);

    private static async Task<CardAnswer> Card(Guid id, IDispatcher dispatcher, CallContext call, CancellationToken ct) =>
        CardAnswer.Of(await dispatcher.Ask(new GetCard(id), ct), call.Actor.Language);
}

/// <param name="Reason">Why, such as the client's letter and its date; it stays in the audit, so it must not name the client.</param>
internal sealed record ErasureRequest(string? Reason);
