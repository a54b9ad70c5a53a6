using CrossSell.Kernel.Modules;
using CrossSell.Worklist.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Worklist;

/// <summary>Tasks: everything one person has to do by a time, in one worklist.</summary>
public sealed class WorklistModule : IModule
{
    public string Name => "Worklist";

    public void Register(IServiceCollection services, IConfiguration configuration) => services.AddContext<WorklistDb>();
}
