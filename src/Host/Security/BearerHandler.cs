using System.Security.Claims;
using System.Text.Encodings.Web;
using CrossSell.Access.Messages;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CrossSell.Host.Security;

/// <summary>An API token stands for its user; what a caller without one is told, the API says.</summary>
internal sealed class BearerHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var actor = await Context.RequestServices.GetRequiredService<IDispatcher>().Ask(new ResolveToken(header["Bearer ".Length..].Trim()), Context.RequestAborted);
        if (actor is null)
        {
            return AuthenticateResult.Fail("The token is unknown or has expired.");
        }

        Context.Features.Set(actor);
        var identity = new ClaimsIdentity([new Claim("sub", actor.UserId!.Value.ToString())], Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
