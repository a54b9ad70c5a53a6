using CrossSell.Host.Composition;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;

namespace CrossSell.Host.Api;

/// <summary>The one place where a failure of the API becomes an answer.</summary>
internal sealed class ProblemMiddleware(RequestDelegate next, Problems problems, ILogger<ProblemMiddleware> log)
{
    public async Task InvokeAsync(HttpContext http, CallContext call, MergedAway merged)
    {
        try
        {
            await next(http);
            if (!http.Response.HasStarted && http.Response is { StatusCode: >= 400, ContentLength: null, ContentType: null })
            {
                await problems.Write(http, problems.Of(http.Response.StatusCode, call.Actor.Language));
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            if (failure is NotFoundException missing && await merged.Address(http, missing) is { } address)
            {
                http.Response.Headers.Location = address;
                http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
                return;
            }

            if (failure is not (HouseException or VersionConflictException or BadHttpRequestException))
            {
                log.LogError(failure, "{Method} {Route} failed", http.Request.Method, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
            }

            await problems.Write(http, problems.Of(failure, call.Actor.Language));
        }
    }
}
