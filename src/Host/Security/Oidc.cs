using System.Security.Claims;
using CrossSell.Access.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CrossSell.Host.Security;

/// <summary>Sign-in by an identity provider, where <c>Oidc:Authority</c> and <c>Oidc:ClientId</c> are set. Users are matched by e-mail address, and made only if <c>Oidc:CreateUsersAs</c> names a role.</summary>
internal static class Oidc
{
    public const string Scheme = "oidc";

    public static bool IsOn(IConfiguration configuration) => configuration["Oidc:Authority"] is { Length: > 0 } && configuration["Oidc:ClientId"] is { Length: > 0 };

    public static string Name(IConfiguration configuration) => configuration["Oidc:Name"] ?? "OpenID Connect";

    public static void Add(AuthenticationBuilder authentication, IConfiguration configuration)
    {
        if (IsOn(configuration))
        {
            authentication.AddOpenIdConnect(Scheme, o => Describe(o, configuration));
        }
    }

    private static void Describe(OpenIdConnectOptions o, IConfiguration configuration)
    {
        o.Authority = configuration["Oidc:Authority"];
        o.ClientId = configuration["Oidc:ClientId"];
        o.ClientSecret = configuration["Oidc:ClientSecret"];
        o.SignInScheme = HouseSecurity.Session;
        o.ResponseType = OpenIdConnectResponseType.Code;
        o.ResponseMode = OpenIdConnectResponseMode.Query;
        o.UsePkce = true;
        o.MapInboundClaims = false;
        o.SaveTokens = false;
        o.Scope.Clear();
        o.Scope.Add("openid");
        o.Scope.Add("profile");
        o.Scope.Add("email");
        o.CallbackPath = "/signin-oidc";
        o.RequireHttpsMetadata = !(Uri.TryCreate(o.Authority, UriKind.Absolute, out var authority) && authority.IsLoopback);
        foreach (var cookie in new[] { o.CorrelationCookie, o.NonceCookie })
        {
            // The answer comes by a link, so Lax is enough, and works where the house is reached without TLS on one's own machine.
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }

        o.Events.OnTicketReceived = context => LetIn(context, configuration);
        o.Events.OnRemoteFailure = context =>
        {
            context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("CrossSell.Oidc").LogWarning("Sign-in by the identity provider failed: {Reason}", context.Failure?.GetType().Name);
            context.Response.Redirect("/SignIn?failed=oidc");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    private static async Task LetIn(TicketReceivedContext context, IConfiguration configuration)
    {
        var http = context.HttpContext;
        var email = context.Principal?.FindFirstValue("email");
        var verified = context.Principal?.FindFirstValue("email_verified") is null or "true" or "True";
        var role = Enum.TryParse<Role>(configuration["Oidc:CreateUsersAs"], true, out var known) && known != Role.System ? known : (Role?)null;
        var answer = email is { Length: > 0 } && verified
            ? await http.RequestServices.GetRequiredService<IDispatcher>().Send(new CheckExternal(email, context.Principal?.FindFirstValue("name"), role), http.RequestAborted)
            : null;
        if (answer is { Result: SignInResult.SignedIn })
        {
            await http.RequestServices.GetRequiredService<Entrance>().LetIn(http, answer.UserId!.Value, "oidc");
            context.Response.Redirect(context.ReturnUri is { Length: > 0 } to && to.StartsWith('/') && !to.StartsWith("//", StringComparison.Ordinal) ? to : "/");
        }
        else
        {
            context.Response.Redirect("/SignIn?failed=oidcUnknown");
        }

        context.HandleResponse();
    }
}
