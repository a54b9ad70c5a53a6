using System.Globalization;
using CrossSell.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace CrossSell.Host.Api;

/// <summary>Versions of single resources as entity tags.</summary>
internal static class Versions
{
    public static Ok<T> Tagged<T>(this HttpContext http, T body, int version)
    {
        http.Response.GetTypedHeaders().ETag = Tag(version);
        return TypedResults.Ok(body);
    }

    public static Created<T> Made<T>(this HttpContext http, string resource, Guid id, T body, int? version = null)
    {
        if (version is { } known)
        {
            http.Response.GetTypedHeaders().ETag = Tag(known);
        }

        return TypedResults.Created($"/api/v1/{resource}/{id}", body);
    }

    /// <summary>The version the caller holds; none when any will do. A tag that is none of ours can't match.</summary>
    public static int? IfVersion(this HttpContext http)
    {
        if (http.Request.Headers.IfMatch.Count == 0)
        {
            return null;
        }

        return http.Request.GetTypedHeaders().IfMatch switch
        {
            [var any] when any.Equals(EntityTagHeaderValue.Any) => null,
            [{ IsWeak: false } tag] when int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) => version,
            _ => throw new StaleException(),
        };
    }

    /// <summary>Spares a caller the body of what it already has.</summary>
    public static async ValueTask<object?> NotModified(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        var http = context.HttpContext;
        return HttpMethods.IsGet(http.Request.Method)
            && http.Response.GetTypedHeaders().ETag is { } tag
            && http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false))
                ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
                : answer;
    }

    private static EntityTagHeaderValue Tag(int version) => new(string.Create(CultureInfo.InvariantCulture, $"\"{version}\""));
}
