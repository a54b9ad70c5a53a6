using CrossSell.Kernel.Mail;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CrossSell.Host.Composition;

/// <summary>Where people reach the portal: <c>Site</c> as configured, else where this host listens.</summary>
internal sealed class SiteAddress(IConfiguration configuration, IServiceProvider services) : ISite
{
    public string Address => (configuration["Site"]
        ?? services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
        ?? configuration["Urls"]
        ?? HostSettings.DefaultUrl).TrimEnd('/');
}
