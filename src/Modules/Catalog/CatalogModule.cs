using CrossSell.Catalog.Code;
using CrossSell.Catalog.Data;
using CrossSell.Catalog.Features;
using CrossSell.Catalog.Messages;
using CrossSell.Kernel.Access;
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
        services.AddSingleton<LineCodes>();
        services.AddSingleton<ILineCodes>(provider => provider.GetRequiredService<LineCodes>());
        services.AddSingleton<LineInspector>();
        services.AddSingleton<IProductFields, ProductFields>();
        services.AddScoped<FollowUpTables>();
        services.AddScoped<RuleShelf>();
    }
}
