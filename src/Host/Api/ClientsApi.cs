using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

internal static class ClientsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var clients = api.MapGroup("/clients").WithTags("Clients");
        clients.MapPost("/", Add).Permit(Permission.EditClients).WithSummary("Adds a client");
        clients.MapGet("/", Find).Permit(Permission.SeeClients).WithSummary("Finds clients by name, e-mail address, telephone number or external id");
        clients.MapGet("/{id:guid}", Get).Permit(Permission.SeeClients).WithSummary("One client");
        clients.MapPatch("/{id:guid}", Change).Permit(Permission.EditClients).WithSummary("Changes what is given of a client and leaves the rest");
        clients.MapGet("/{id:guid}/card", Card).Permit(Permission.SeeClients).WithSummary("The client's live card: contracts, open offers, suggestions, next contact");
        clients.MapGet("/{id:guid}/consents", Consents).Permit(Permission.SeeClients).WithSummary("Every consent the client granted or withdrew, with its source; newest first");
    }

    private static async Task<Created<ClientView>> Add(ClientData client, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var added = await dispatcher.Send(new AddClient(client), ct);
        return http.Made("clients", added.Id, added, added.Version);
    }

    private static async Task<ListAnswer<ClientItem>> Find(string? q, string? advisor, string? after, int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        (await dispatcher.Ask(new FindClients(q, advisor, after, Paging.Limit(limit)), ct)).Answer();

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
