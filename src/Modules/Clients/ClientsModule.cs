using CrossSell.Clients.Data;
using CrossSell.Clients.Features;
using CrossSell.Clients.Features.Handover;
using CrossSell.Clients.Features.Import;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Handover;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Modules;
using CrossSell.Kernel.Privacy;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Clients;

/// <summary>People and companies: contact data, consent, assignment, search, import.</summary>
public sealed class ClientsModule : IModule
{
    public string Name => "clients";

    public void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddContext<ClientsDb>();
        services.AddSingleton<IPersonalData, ClientsPersonalData>();
        services.AddSingleton<IRetention, ClientsRetention>();
        services.AddSingleton<IClientDirectory, ClientDirectory>();
        services.AddTransient<IDocumentData, ClientDocumentData>();
        services.AddTransient<AdvisorChoice>();
        services.AddTransient<ClientMover>();
        services.AddTransient<HandoverBook>();
        services.AddTransient<Handovers>();
        services.AddTransient<IHandsOver, HandedClients>();
        services.AddTransient<ClientUndo>();
        services.AddTransient<ClientImporter>();
        services.AddTransient<IImporter>(p => p.GetRequiredService<ClientImporter>());
    }
}
