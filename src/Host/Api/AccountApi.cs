using CrossSell.Access.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrossSell.Host.Api;

/// <summary>The caller's own account. What a browser is needed for (a password, a passkey, a second factor) is set up there.</summary>
internal static class AccountApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var account = api.MapGroup("/account").WithTags("Account");
        account.MapGet("/security", Security).Permit(Permission.OwnAccount).WithSummary("What guards the account: password, second factor, recovery codes left, passkeys");
        account.MapGet("/sessions", Sessions).Permit(Permission.OwnAccount).WithSummary("Where the caller is signed in");
        account.MapDelete("/sessions/{session:guid}", End).Permit(Permission.OwnAccount).WithSummary("Ends one session at once");
        account.MapDelete("/sessions", EndAll).Permit(Permission.OwnAccount).WithSummary("Ends every session at once");
        account.MapDelete("/passkeys/{passkey}", RemovePasskey).Permit(Permission.OwnAccount).WithSummary("A passkey signs in no more");
        account.MapGet("/tokens", Tokens).Permit(Permission.OwnAccount).WithSummary("The caller's API tokens");
        account.MapPost("/tokens", MakeToken).Permit(Permission.OwnAccount).WithSummary("Makes a token, limited to scopes or not; its text is shown once");
        account.MapDelete("/tokens/{token:guid}", Revoke).Permit(Permission.OwnAccount).WithSummary("A token stands for nobody any more");
        api.MapDelete("/users/{id:guid}/second-factor", ResetSecondFactor).Permit(Permission.ManageUsers).WithTags("Access").WithSummary("Takes the second factor of somebody away who lost app and recovery codes");
    }

    private static Task<AccountSecurity> Security(IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new GetSecurity(), ct);

    private static async Task<ListAnswer<SessionItem>> Sessions(IDispatcher dispatcher, CancellationToken ct) => new(await dispatcher.Ask(new ListSessions(null), ct), null);

    private static async Task<NoContent> End(Guid session, IDispatcher dispatcher, CancellationToken ct)
    {
        await dispatcher.Send(new EndSession(session), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ended> EndAll(IDispatcher dispatcher, CancellationToken ct) => new(await dispatcher.Send(new EndOtherSessions(null), ct));

    private static async Task<NoContent> RemovePasskey(string passkey, IDispatcher dispatcher, CancellationToken ct)
    {
        await dispatcher.Send(new RemovePasskey(passkey), ct);
        return TypedResults.NoContent();
    }

    private static async Task<ListAnswer<TokenItem>> Tokens(IDispatcher dispatcher, CancellationToken ct) => new(await dispatcher.Ask(new ListTokens(), ct), null);

    /// <summary>No idempotency key: what it would keep is the secret.</summary>
    private static async Task<TokenMade> MakeToken(NewToken body, HttpContext http, IDispatcher dispatcher, CallContext call, CancellationToken ct)
    {
        call.IdempotencyKey = null;
        http.Response.Headers.CacheControl = "no-store";
        return new TokenMade(await dispatcher.Send(new CreateOwnToken(Body.Required(body.Name, "name"), Body.Required(body.Days, "days"), body.Scopes ?? []), ct));
    }

    private static async Task<NoContent> Revoke(Guid token, IDispatcher dispatcher, CancellationToken ct)
    {
        await dispatcher.Send(new RevokeToken(token), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> ResetSecondFactor(Guid id, IDispatcher dispatcher, CancellationToken ct)
    {
        await dispatcher.Send(new ResetSecondFactor(id), ct);
        return TypedResults.NoContent();
    }
}

/// <param name="Scopes"><c>read</c> (changes nothing) and permissions by name, such as <c>seeClients</c> or <c>import</c>; everything the user may when not given.</param>
internal sealed record NewToken(string? Name, int? Days, IReadOnlyList<string>? Scopes);

internal sealed record TokenMade(string Token);

internal sealed record Ended(int Count);
