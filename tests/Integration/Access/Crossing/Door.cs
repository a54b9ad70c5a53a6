using System.Reflection;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Integration.Access.Crossing;

/// <summary>One way into the house: a verb on an address of the API, or one handler of a page.</summary>
/// <param name="Needs">The permission it declares; none when it is open to all.</param>
/// <param name="Route">What its address has to be filled with.</param>
/// <param name="Query">What else it reads, in the query.</param>
/// <param name="Body">The body it takes; a stream means a file.</param>
internal sealed record Door(string Name, string Method, RoutePattern Pattern, Permission? Needs, IReadOnlyList<Hole> Route, IReadOnlyList<Hole> Query, Type? Body, string? Handler, bool IsPage, string? MediaType = null)
{
    public bool Reads => Method == "GET";

    public override string ToString() => $"{Method} {Name}{(string.IsNullOrEmpty(Handler) ? string.Empty : $"?handler={Handler}")}";
}

/// <param name="Near">The word of the address that says what it is of, such as <c>offers</c> in <c>/offers/{id}</c>.</param>
internal sealed record Hole(string Name, Type Type, string Near, bool Required)
{
    public bool IsId => (Nullable.GetUnderlyingType(Type) ?? Type) == typeof(Guid);
}

/// <summary>Finds every door by what the host itself has mapped, so that a new page or endpoint is found without anybody remembering.</summary>
internal static class Doors
{
    public static async Task<IReadOnlyList<Door>> All(IServiceProvider services) =>
        [.. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(IsOfTheApi).SelectMany(OfApi), .. await OfPages(services)];

    private static bool IsOfTheApi(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not null && endpoint.Metadata.GetMetadata<MethodInfo>() is not null;

    private static IEnumerable<Door> OfApi(RouteEndpoint endpoint)
    {
        var route = Holes(endpoint.RoutePattern);
        var method = endpoint.Metadata.GetMetadata<MethodInfo>()!;
        var query = method.GetParameters().Where(p => IsSimple(p.ParameterType) && route.All(r => r.Name != p.Name))
            .Select(p => new Hole(p.Name!, p.ParameterType, string.Empty, IsRequired(p))).ToList();
        foreach (var verb in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
        {
            yield return new Door(
                "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), verb, endpoint.RoutePattern, endpoint.Metadata.GetMetadata<PermitAttribute>()?.Permission, route, query,
                endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType, null, false, endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0]);
        }
    }

    private static async Task<List<Door>> OfPages(IServiceProvider services)
    {
        var loader = services.GetRequiredService<PageLoader>();
        var doors = new List<Door>();
        foreach (var page in services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>())
        {
            var template = page.AttributeRouteInfo!.Template!;
            if (template.Length == 0 || template.EndsWith("Index", StringComparison.Ordinal))
            {
                continue;
            }

            var compiled = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
            var pattern = RoutePatternFactory.Parse(template);
            var route = Holes(pattern);
            var near = Words(pattern).LastOrDefault() ?? string.Empty;
            var bound = compiled.BoundProperties.Select(p => new Hole(Lower(p.Name), p.ParameterType, near, IsRequired(p))).ToList();
            foreach (var handler in compiled.HandlerMethods)
            {
                var own = handler.Parameters.Where(p => IsSimple(p.ParameterType)).Select(p => new Hole(p.Name, p.ParameterType, near, true));
                doors.Add(new Door(
                    "/" + template, handler.HttpMethod.ToUpperInvariant(), pattern, compiled.ModelTypeInfo!.GetCustomAttribute<PermitAttribute>()?.Permission, route,
                    [.. own.Concat(bound).Where(h => route.All(r => !string.Equals(r.Name, h.Name, StringComparison.OrdinalIgnoreCase))).DistinctBy(h => h.Name)],
                    null, handler.Name ?? string.Empty, true));
            }
        }

        return doors;
    }

    private static List<Hole> Holes(RoutePattern pattern)
    {
        var (holes, near) = (new List<Hole>(), string.Empty);
        foreach (var part in pattern.PathSegments.SelectMany(s => s.Parts))
        {
            if (part is RoutePatternLiteralPart literal && !literal.Content.StartsWith('.'))
            {
                near = literal.Content;
            }
            else if (part is RoutePatternParameterPart parameter)
            {
                var type = parameter.ParameterPolicies.Any(p => p.Content == "guid") ? typeof(Guid) : parameter.ParameterPolicies.Any(p => p.Content == "int") ? typeof(int) : typeof(string);
                holes.Add(new Hole(parameter.Name, type, near, true));
            }
        }

        return holes;
    }

    private static IEnumerable<string> Words(RoutePattern pattern) => pattern.PathSegments.SelectMany(s => s.Parts).OfType<RoutePatternLiteralPart>().Select(p => p.Content);

    private static bool IsRequired(ParameterInfo p) =>
        !p.HasDefaultValue && Nullable.GetUnderlyingType(p.ParameterType) is null && new NullabilityInfoContext().Create(p).WriteState != NullabilityState.Nullable;

    /// <summary>A bound property that can't be null is demanded by the host where it is a text.</summary>
    private static bool IsRequired(Microsoft.AspNetCore.Mvc.Abstractions.ParameterDescriptor p) =>
        p is PageBoundPropertyDescriptor { Property: var bound } && bound.PropertyType == typeof(string) && new NullabilityInfoContext().Create(bound).WriteState == NullabilityState.NotNull;

    private static bool IsSimple(Type type)
    {
        var t = Nullable.GetUnderlyingType(type) ?? type;
        return t == typeof(string) || t == typeof(Guid) || t.IsPrimitive || t.IsEnum || t == typeof(DateOnly) || t == typeof(DateTimeOffset) || t == typeof(decimal);
    }

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
