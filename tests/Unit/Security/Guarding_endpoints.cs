using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace CrossSell.Unit.Security;

/// <summary>The host refuses to start with what these find.</summary>
public sealed class Guarding_endpoints
{
    [Fact]
    public void An_endpoint_without_a_permission_is_named() =>
        PermissionCheck.Unguarded([Endpoint("/open-by-mistake")]).ShouldBe(["/open-by-mistake"]);

    [Fact]
    public void One_with_a_permission_or_a_stated_reason_is_not() =>
        PermissionCheck.Unguarded([Endpoint("/a", new PermitAttribute(Permission.SeeClients)), Endpoint("/b", new OpenToAllAttribute("probes"))]).ShouldBeEmpty();

    [Fact]
    public void Every_page_model_declares_one()
    {
        var pages = typeof(PermissionCheck).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && typeof(Microsoft.AspNetCore.Mvc.RazorPages.PageModel).IsAssignableFrom(t)).ToList();

        pages.Count.ShouldBeGreaterThan(10);
        pages.Where(p => !PermissionCheck.IsGuarded(p.GetCustomAttributes(true))).ShouldBeEmpty();
    }

    private static RouteEndpoint Endpoint(string route, params object[] metadata) =>
        new(_ => Task.CompletedTask, RoutePatternFactory.Parse(route), 0, new EndpointMetadataCollection(metadata), route);
}
