using CrossSell.Kernel.Handover;
using CrossSell.Kernel.Modules;
using CrossSell.Kernel.Privacy;
using CrossSell.Worklist.Data;
using CrossSell.Worklist.Features;
using CrossSell.Worklist.Features.Handover;
using CrossSell.Worklist.Features.Planning;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Worklist;

/// <summary>Tasks: everything one person has to do by a time, in one worklist; who can do how much of it when; reminders and the calendar.</summary>
public sealed class WorklistModule : IModule
{
    public string Name => "Worklist";

    public void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddContext<WorklistDb>();
        services.AddSingleton<IPersonalData, WorklistPersonalData>();
        services.AddSingleton<IRetention, WorklistRetention>();
        services.AddSingleton<PlanningData>();
        services.AddTransient<TaskMover>();
        services.AddTransient<AvailabilityOf>();
        services.AddTransient<Replanner>();
        services.AddTransient<IHandsOver, HandedTasks>();
        services.AddTransient<IKnowsRoom, RoomOfPeople>();
    }
}
