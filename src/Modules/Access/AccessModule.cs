using CrossSell.Access.Data;
using CrossSell.Access.Features;
using CrossSell.Access.Features.Account;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Documents;
using CrossSell.Kernel.Handover;
using CrossSell.Kernel.Modules;
using CrossSell.Kernel.Outbox;
using CrossSell.Kernel.Privacy;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrossSell.Access;

/// <summary>Users, teams, roles, API tokens; who may do what, and who may see whom.</summary>
public sealed class AccessModule : IModule
{
    public string Name => "Access";

    public void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddContext<AccessDb>();
        services.AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
        services.AddTransient<IHandsOver, HandedBooks>();
        services.AddSingleton<ActorCache>();
        services.AddTransient<Guesses>().AddTransient<SecondFactors>().AddTransient<OwnCode>().AddTransient<Tokens>();
        services.AddTransient<IUserStore<User>, PasskeyUsers>();
        services.AddIdentityCore<User>();
        services.AddTransient<IPasskeyHandler<User>, PasskeyHandler<User>>();
        services.AddTransient<Passkeys>();
        services.AddTransient<IOutboxHandler, PasswordLetter>();
        services.AddSingleton<IPeople, People>();
        services.AddSingleton<IRetention, AccessRetention>();
        services.AddTransient<IDocumentData, AdvisorDocumentData>();
        services.AddTransient<IDocumentData, CompanyDocumentData>();
        services.AddSingleton<IXmlRepository, DataKeys>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(p =>
            new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = p.GetRequiredService<IXmlRepository>()));
    }
}
