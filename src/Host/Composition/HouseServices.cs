using System.Data.Common;
using CrossSell.Kernel.Mail;
using CrossSell.Kernel.Modules;
using Npgsql;

namespace CrossSell.Host.Composition;

internal static class HouseServices
{
    /// <summary>What every way of running needs: the database, the clock, the modules.</summary>
    public static IServiceCollection AddHouseOn(this IServiceCollection services, string connectionString, IConfiguration configuration, TimeProvider time)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);

        // A scan or import over a million clients is one statement of minutes; who waits for a page ends it by leaving.
        builder.ConnectionStringBuilder.CommandTimeout = 900;
        var source = builder.Build();
        services.AddSingleton(source);
        services.AddSingleton<DbDataSource>(source);
        services.AddSingleton(time);
        services.AddSingleton(configuration);
        services.AddSingleton<ISite, SiteAddress>();
        return services.AddHouse(configuration, HouseModules.All);
    }
}
