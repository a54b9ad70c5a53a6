using CrossSell.Kernel.Handover;
using CrossSell.Kernel.Modules;
using CrossSell.Kernel.Privacy;
using CrossSell.Processes.Data;
using CrossSell.Processes.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Processes;

/// <summary>Process definitions, their running instances and deadlines.</summary>
public sealed class ProcessesModule : IModule
{
    public string Name => "Processes";

    public void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddContext<ProcessesDb>();
        services.AddSingleton<IPersonalData, ProcessesPersonalData>();
        services.AddSingleton<Definitions>();
        services.AddScoped<Mover>();
        services.AddScoped<EntryActions>();
        services.AddScoped<StateTasks>();
        services.AddScoped<Players>();
        services.AddScoped<ProcessViews>();
        services.AddScoped<JumpDesk>();
        services.AddScoped<MovedPlans>();
        services.AddScoped<ProcessRows>();
        services.AddScoped<Startable>();
        services.AddScoped<DefinitionDesk>();
        services.AddScoped<DefinitionViews>();
        services.AddTransient<IHandsOver, HandedProcesses>();
    }
}
