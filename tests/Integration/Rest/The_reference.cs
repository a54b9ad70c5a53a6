using System.Text.RegularExpressions;
using CrossSell.Integration.House;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Integration.Rest;

/// <summary>What the API has stands in its reference; what is an everyday read of one thing is said by the list above it.</summary>
[Collection("house")]
public sealed partial class The_reference(HouseFixture house)
{
    [Fact]
    public void Names_every_call_that_is_more_than_reading_or_making_one_thing()
    {
        var text = Parameter().Replace(File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "api.md")), "{}");
        var calls = house.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Select(e => (Path: Parameter().Replace(e.RoutePattern.RawText ?? string.Empty, "{}").TrimEnd('/'), Methods: e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []))
            .Where(e => e.Path.StartsWith("/api/v1/", StringComparison.Ordinal) && e.Methods.Count > 0 && !e.Path.StartsWith(Access.Crossing.PlantedDoors.Path, StringComparison.Ordinal)).Select(e => e.Path["/api/v1".Length..]).Distinct().ToList();
        calls.Count.ShouldBeGreaterThan(70);

        // A call that shares its beginning with the one before it is written as its end: /hold, /release.
        calls.Where(c => !text.Contains(c, StringComparison.Ordinal) && !(LastWord(c) is { } end && (text.Contains($"`/{end}", StringComparison.Ordinal) || text.Contains($"…/{end}", StringComparison.Ordinal)))).ShouldBeEmpty();
    }

    private static string? LastWord(string path) => path.Split('/')[^1] is var last && last != "{}" ? last : null;

    [GeneratedRegex(@"\{[^{}`]*\}")]
    private static partial Regex Parameter();
}
