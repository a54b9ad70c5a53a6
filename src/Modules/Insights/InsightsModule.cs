using CrossSell.Insights.Data;
using CrossSell.Insights.Features;
using CrossSell.Insights.Features.Reports;
using CrossSell.Kernel.Mail;
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
        services.AddScoped<WeekFigures>();
        services.AddScoped<WorkloadCounter>();
        services.AddScoped<WorthCounter>();
        services.AddScoped<IMailModel, DigestModel>();
        services.AddScoped<IMailModel, EscalationModel>();
        services.AddScoped<IMailModel, WeekModel>();
        services.AddContext<InsightsDb>();
    }
}
