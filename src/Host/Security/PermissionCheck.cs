using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace CrossSell.Host.Security;

/// <summary>The host refuses to start while a page or endpoint declares no permission.</summary>
internal static class PermissionCheck
{
    public static async Task Run(WebApplication app)
    {
        var unguarded = Unguarded(((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints)).Concat(await UnguardedPages(app.Services)).ToList();
        if (unguarded.Count > 0)
        {
            throw new InvalidOperationException($"These declare no permission (Permit or OpenToAll): {string.Join(", ", unguarded)}");
        }
    }

    /// <summary>Endpoints that are no Razor pages; those carry their attributes only once compiled.</summary>
    public static IEnumerable<string> Unguarded(IEnumerable<Endpoint> endpoints) => endpoints
        .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is null && !IsGuarded(e.Metadata))
        .Select(e => e.DisplayName ?? e.ToString()!);

    public static bool IsGuarded(IEnumerable<object> metadata) => metadata.Any(m => m is PermitAttribute or OpenToAllAttribute);

    private static async Task<List<string>> UnguardedPages(IServiceProvider services)
    {
        var loader = services.GetRequiredService<PageLoader>();
        var unguarded = new List<string>();
        foreach (var page in services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>())
        {
            var compiled = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
            if (!IsGuarded(compiled.ModelTypeInfo!.GetCustomAttributes(true)))
            {
                unguarded.Add(page.ViewEnginePath);
            }
        }

        return unguarded;
    }
}
