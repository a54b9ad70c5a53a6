using CrossSell.Kernel.Access;
using CrossSell.Kernel.Modules;
using CrossSell.Kernel.Privacy;
using CrossSell.Segments.Data;
using CrossSell.Segments.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Segments;

/// <summary>Saved filters over the client base, what could be offered to whom, and campaigns.</summary>
public sealed class SegmentsModule : IModule
{
    public string Name => "Segments";

    public void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddContext<SegmentsDb>();
        services.AddSingleton<IPersonalData, SegmentsPersonalData>();
        services.AddScoped<FilterDesk>();
        services.AddScoped<SegmentViews>();
        services.AddScoped<ClientCounter>();
        services.AddScoped<ClientFactsReader>();
        services.AddScoped<CampaignReader>();
        services.AddScoped<CampaignPlanner>();
        services.AddScoped<CampaignRunner>();
        services.AddScoped<CampaignViews>();
        services.AddScoped<IClientSegments, ClientSegments>();
    }
}
