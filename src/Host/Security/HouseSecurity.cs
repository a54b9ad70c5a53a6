using System.Globalization;
using System.Security.Claims;
using CrossSell.Access.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Localization;

namespace CrossSell.Host.Security;

/// <summary>Who is there, what they may do, and what a browser is told about this site.</summary>
internal static class HouseSecurity
{
    private static readonly Endpoint Nothing = new(
        http =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        },
        new EndpointMetadataCollection(new OpenToAllAttribute("says that there is nothing here")),
        "Nothing here");

    public const string Session = "session";
    public const string Bearer = "bearer";
    private const string Either = "either";

    public static IServiceCollection AddHouseSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<Entrance>();
        var authentication = services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, o => o.ForwardDefaultSelector = http => IsApi(http) ? Bearer : Session)
            .AddCookie(Session, DescribeCookie)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(Bearer, null);
        Oidc.Add(authentication, configuration);
        services.AddAuthorization(o =>
        {
            foreach (var permission in Enum.GetValues<Permission>())
            {
                o.AddPolicy(permission.ToString(), p => p.RequireAuthenticatedUser().AddRequirements(new MayRequirement(permission)));
            }

            o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
        });
        services.AddScoped<IAuthorizationHandler, MayHandler>();
        services.AddAntiforgery(o =>
        {
            o.HeaderName = "RequestVerificationToken";
            o.Cookie.Name = "af";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddDataProtection().SetApplicationName("CrossSell");
        Guessing.Add(services, configuration);
        return services;
    }

    public static WebApplication UseHouseSecurity(this WebApplication app)
    {
        app.UseSecurityHeaders(new HeaderPolicyCollection()
            .AddDefaultSecurityHeaders()
            .AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().Self();
                csp.AddImgSrc().Self().Data();
                csp.AddStyleSrc().Self().UnsafeInline();
                csp.AddScriptSrc().Self();
                csp.AddConnectSrc().Self();
                csp.AddFormAction().Self();
                csp.AddFrameAncestors().None();
                csp.AddObjectSrc().None();
                csp.AddBaseUri().Self();
            }));
        app.UseRouting();
        app.Use(NothingHere);
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<CallMiddleware>();
        app.UseAuthorization();
        return app;
    }

    public static ClaimsPrincipal Principal(SessionStarted session) =>
        new(new ClaimsIdentity([new Claim("sub", session.UserId.ToString()), new Claim("stamp", session.Stamp), new Claim("sid", session.SessionId.ToString())], Session));

    /// <summary>The session that a request of a browser belongs to.</summary>
    public static Guid? SessionOf(ClaimsPrincipal? user) => Guid.TryParse(user?.FindFirstValue("sid"), CultureInfo.InvariantCulture, out var id) ? id : null;

    public static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api/v1");

    /// <summary>An address that nothing answers is "not found" for everybody. As a catch-all route it would be mistaken for one that takes any body, and swallow calls without one.</summary>
    private static Task NothingHere(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is null)
        {
            http.SetEndpoint(Nothing);
        }

        return next(http);
    }

    private static void DescribeCookie(CookieAuthenticationOptions o)
    {
        o.Cookie.Name = "session";
        o.Cookie.HttpOnly = true;
        o.Cookie.SameSite = SameSiteMode.Lax;
        o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        o.SlidingExpiration = true;
        o.ExpireTimeSpan = TimeSpan.FromHours(8);
        o.LoginPath = "/SignIn";
        o.ReturnUrlParameter = "returnUrl";
        o.AccessDeniedPath = "/Error/403";
        o.Events.OnValidatePrincipal = Validate;
    }

    /// <summary>A session ends as soon as somebody ends it, its user is inactive, or carries another stamp.</summary>
    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var actor = Guid.TryParse(context.Principal?.FindFirstValue("sub"), CultureInfo.InvariantCulture, out var user) && context.Principal.FindFirstValue("stamp") is { } stamp
            && SessionOf(context.Principal) is { } session
            ? await context.HttpContext.RequestServices.GetRequiredService<IDispatcher>().Ask(new ResolveUser(user, stamp, "portal", session), context.HttpContext.RequestAborted)
            : null;
        if (actor is null)
        {
            context.RejectPrincipal();
            return;
        }

        context.HttpContext.Features.Set(actor);
    }
}

internal sealed record MayRequirement(Permission Permission) : IAuthorizationRequirement;

internal sealed class MayHandler(CallContext call) : AuthorizationHandler<MayRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, MayRequirement requirement)
    {
        if (call.Actor.UserId is not null && call.Actor.May(requirement.Permission))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Fills the call: who, in which language, under which key.</summary>
internal sealed class CallMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, CallContext call)
    {
        if (http.User.Identity?.IsAuthenticated == true && http.Features.Get<Actor>() is { } actor)
        {
            call.Actor = actor;
        }

        var language = Language(http, call.Actor.Language);
        call.Actor = call.Actor with { Language = language };
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Cultures.Of(language);
        http.Features.Set<IRequestCultureFeature>(new RequestCultureFeature(new RequestCulture(Cultures.Of(language)), null));
        try
        {
            call.IdempotencyKey = await Key(http);
        }
        catch (Exception broken) when (broken is BadHttpRequestException or InvalidDataException or IOException)
        {
            // The browser left in the middle of its form, or what it sent is none: nothing of ours failed.
            http.Response.StatusCode = (broken as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
            return;
        }

        await next(http);
    }

    /// <summary>What the user chose, else the cookie of somebody signed out, else the browser's.</summary>
    private static string Language(HttpContext http, string chosen)
    {
        if (chosen.Length > 0 && http.User.Identity?.IsAuthenticated == true)
        {
            return chosen;
        }

        if (http.Request.Cookies["lang"] is { } cookie && cookie is ("hu" or "en"))
        {
            return cookie;
        }

        var wanted = http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.Value?.Split('-')[0]);
        return wanted.FirstOrDefault(l => l is "hu" or "en") ?? "hu";
    }

    private static async Task<string?> Key(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            return null;
        }

        if (http.Request.Headers["Idempotency-Key"].FirstOrDefault() is { Length: > 0 and <= 200 } header)
        {
            return header;
        }

        return !HouseSecurity.IsApi(http) && http.Request.HasFormContentType && (await http.Request.ReadFormAsync(http.RequestAborted))["_key"].FirstOrDefault() is { Length: > 0 and <= 200 } field
            ? field
            : null;
    }
}
