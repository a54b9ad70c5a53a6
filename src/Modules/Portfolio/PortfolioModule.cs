using CrossSell.Kernel.Import;
using CrossSell.Kernel.Modules;
using CrossSell.Kernel.Privacy;
using CrossSell.Portfolio.Data;
using CrossSell.Portfolio.Features;
using CrossSell.Portfolio.Features.Import;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Portfolio;

/// <summary>The contracts clients hold, here and elsewhere; their expiries; import.</summary>
public sealed class PortfolioModule : IModule
{
    public string Name => "portfolio";

    public void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddContext<PortfolioDb>();
        services.AddSingleton<IPersonalData, PortfolioPersonalData>();
        services.AddTransient<KnownProducts>();
        services.AddTransient<ContractUndo>();
        services.AddTransient<ContractImporter>();
        services.AddTransient<IImporter>(p => p.GetRequiredService<ContractImporter>());
        services.AddTransient<IStandsOnImports, ContractsOfClients>();
    }
}
