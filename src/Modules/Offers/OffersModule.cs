using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Handover;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Modules;
using CrossSell.Kernel.Outbox;
using CrossSell.Kernel.Privacy;
using CrossSell.Offers.Data;
using CrossSell.Offers.Features;
using CrossSell.Offers.Grains;
using CrossSell.Processes.Messages;
using CrossSell.Worklist.Messages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrossSell.Offers;

/// <summary>The heart: rules become suggestions, suggestions offers, outcomes follow-ups. The client's grain lives here.</summary>
public sealed class OffersModule : IModule
{
    public string Name => "Offers";

    public void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddContext<OffersDb>();
        services.AddSingleton<IPersonalData, OffersPersonalData>();
        services.AddSingleton<IOfferSubjects, OfferSubjects>();
        services.AddSingleton<ISoldOffers, SoldOffers>();
        services.AddSingleton<ClientLoader>();
        services.AddSingleton<ActiveClients>();
        services.AddSingleton<OfferClients>();
        services.AddSingleton<LiveClients>();
        services.AddSingleton<CardMaker>();
        services.AddSingleton(SuggestionSettings.Of(configuration));
        services.AddSingleton<LearnedModels>();
        services.AddScoped<ClientWriter>();
        services.AddScoped<LinkActor>();
        services.AddScoped<OfferOpener>();
        services.AddTransient<IHandsOver, HandedOffers>();
        services.AddScoped<OutcomeUndoer>();
        services.AddScoped<Timeline>();
        services.AddTransient<IHoldsImports, HeldImports>();
        services.AddTransient<IStandsOnImports, OffersOfContracts>();
        services.AddScoped<TodayFacts>();
        services.AddScoped<TermsDesk>();
        services.AddTransient<IOutboxHandler, KeepConsents>();
        services.AddTransient<IOutboxHandler, ScanReleased>();
        services.AddTransient<IDocumentData, OfferDocumentData>();
        services.AddTransient<IDocumentData, ProductDocumentData>();
        services.AddTransient<IDocumentData, OldContractDocumentData>();
        services.AddTransient<IDocumentData, LineDocumentData>();
    }

    /// <summary>What runs in the background of a serving host.</summary>
    public static void AddWorkers(IServiceCollection services) => services.AddHostedService<TouchedClientsListener>();
}
