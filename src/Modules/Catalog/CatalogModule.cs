using CrossSell.Catalog.Data;
using CrossSell.Catalog.Features;
using CrossSell.Kernel.Modules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Catalog;

/// <summary>Product lines found in a folder: products, variants, rules, follow-up policies, processes and templates.</summary>
public sealed class CatalogModule : IModule
{
    public string Name => "Catalog";

    public void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddContext<CatalogDb>();
        services.AddSingleton<CatalogCache>();
        services.AddScoped<FollowUpTables>();
    }
}
