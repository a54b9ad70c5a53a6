using CrossSell.Access.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

/// <summary>The people of the house and their teams.</summary>
internal static class UsersApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Access");
        users.MapGet("/", List).Permit(Permission.ManageUsers).WithSummary("The people of the house by name");
        users.MapPost("/", Add).Permit(Permission.ManageUsers).WithSummary("Adds a user; the answer carries a link to set a password, shown once");
        users.MapGet("/{id:guid}", Get).Permit(Permission.ManageUsers).WithSummary("One user");
        users.MapPatch("/{id:guid}", Change).Permit(Permission.ManageUsers).WithSummary("Changes name, role, team, telephone, active; somebody with open work can't become inactive before it is handed over");
        var teams = api.MapGroup("/teams").WithTags("Access");
        teams.MapGet("/", Teams).Permit(Permission.ManageUsers).WithSummary("The teams, their managers, and which share their clients");
        teams.MapPost("/", AddTeam).Permit(Permission.ManageUsers).WithSummary("Adds a team");
        teams.MapPatch("/{id:guid}", ChangeTeam).Permit(Permission.ManageUsers).WithSummary("Renames a team, or says whether its advisors see each other's clients");
    }

    private static async Task<ListAnswer<UserItem>> List(string? after, int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        Paging.Cut(await dispatcher.Ask(new ListUsers(), ct), u => u.Email, after, Paging.Limit(limit));

    private static async Task<Ok<UserItem>> Get(Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var user = await dispatcher.Ask(new GetUser(id), ct);
        return http.Tagged(user, user.Version);
    }

    /// <summary>No idempotency key: what it would keep is the secret.</summary>
    private static async Task<Created<AddedUserAnswer>> Add(NewUser body, HttpContext http, IDispatcher dispatcher, CallContext call, CancellationToken ct)
    {
        call.IdempotencyKey = null;
        http.Response.Headers.CacheControl = "no-store";
        var added = await dispatcher.Send(new AddUser(Body.Required(body.Email, "email"), Body.Required(body.Role, "role"), body.Name, body.Team, body.Phone), ct);
        return http.Made("users", added.Id, new AddedUserAnswer(added.Id, $"{http.Request.Scheme}://{http.Request.Host}/SetPassword?code={Uri.EscapeDataString(added.SetPasswordCode!)}"));
    }

    private static async Task<Ok<UserItem>> Change(Guid id, UserChange body, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var user = await dispatcher.Send(new ChangeUser(id, body.Name, body.Role, body.Team, body.Phone, body.Active, http.IfVersion()), ct);
        return http.Tagged(user, user.Version);
    }

    private static async Task<ListAnswer<TeamItem>> Teams(IDispatcher dispatcher, CancellationToken ct) => new(await dispatcher.Ask(new ListTeams(), ct), null);

    private static async Task<Created<TeamItem>> AddTeam(TeamBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var team = await dispatcher.Send(new AddTeam(Body.Required(body.Name, "name")), ct);
        return http.Made("teams", team.Id, team);
    }

    private static async Task<TeamItem> ChangeTeam(Guid id, TeamBody body, IDispatcher dispatcher, CancellationToken ct)
    {
        if (body is { Name: null, SharesClients: null })
        {
            throw new InvalidInputException("sharesClients", "required", "Required.");
        }

        var team = body.Name is { } name ? await dispatcher.Send(new RenameTeam(id, name), ct) : null;
        return body.SharesClients is { } shares ? await dispatcher.Send(new ShareClients(id, shares), ct) : team!;
    }
}

internal sealed record NewUser(string? Email, Role? Role, string? Name, string? Team, string? Phone);

/// <param name="Link">Where the user sets a password; good for seven days, once.</param>
internal sealed record AddedUserAnswer(Guid Id, string Link);

/// <param name="Team">Made when there is none of this name; empty means no team.</param>
internal sealed record UserChange(string? Name, Role? Role, string? Team, string? Phone, bool? Active);

internal sealed record TeamBody(string? Name, bool? SharesClients);
