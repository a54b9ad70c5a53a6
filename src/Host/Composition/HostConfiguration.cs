using CrossSell.Kernel.Time;

namespace CrossSell.Host.Composition;

internal static class HostConfiguration
{
    public const string ConnectionName = "CrossSell";

    public static IConfigurationRoot Read(HostSettings settings) => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables()
        .AddInMemoryCollection([new("DataFolder", Path.GetFullPath(settings.DataFolder))])
        .Build();

    public static TimeProvider Clock(HostSettings settings, IConfiguration configuration)
    {
        if (settings.Now is not { } now)
        {
            return TimeProvider.System;
        }

        return IsProduction(configuration)
            ? throw new UsageException("--now is for trials: it is refused in Production.")
            : new OffsetTimeProvider(now);
    }

    /// <summary>Production is what says so, and, where nothing is said, whatever has a database server of its own.</summary>
    private static bool IsProduction(IConfiguration configuration) =>
        (configuration["ASPNETCORE_ENVIRONMENT"] ?? configuration["DOTNET_ENVIRONMENT"]) is { Length: > 0 } name
            ? string.Equals(name, "Production", StringComparison.OrdinalIgnoreCase)
            : configuration.GetConnectionString(ConnectionName) is not null;
}

/// <summary>The command line asks for something that can't be: exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
