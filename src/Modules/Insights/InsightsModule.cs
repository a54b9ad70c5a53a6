using CrossSell.Insights.Data;
using CrossSell.Kernel.Modules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Insights;

/// <summary>Figures about the book and the work ahead, counted nightly from what the other modules publish.</summary>
public sealed class InsightsModule : IModule
{
    public string Name => "Insights";

    public void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddContext<InsightsDb>();
    }
}
