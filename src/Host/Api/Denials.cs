using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace CrossSell.Host.Api;

/// <summary>Says no to callers of the API in the API's own shape. What routing found no endpoint of ours for is denied to everybody; a known caller learns instead that the address, method or media type is wrong.</summary>
internal sealed class Denials(Problems problems) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _default = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || !HouseSecurity.IsApi(context))
        {
            return _default.HandleAsync(next, context, policy, authorizeResult);
        }

        var actor = context.RequestServices.GetRequiredService<CallContext>().Actor;
        if (actor.UserId is null)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return problems.Write(context, problems.Of(StatusCodes.Status401Unauthorized, actor.Language));
        }

        return context.GetEndpoint() is RouteEndpoint ? problems.Write(context, problems.Of(StatusCodes.Status403Forbidden, actor.Language)) : next(context);
    }
}
