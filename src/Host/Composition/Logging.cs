using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace CrossSell.Host.Composition;

/// <summary>Structured logs on standard error. They carry ids and counts, never names, addresses or what people said.</summary>
internal static class Logging
{
    public static void Configure(LoggerConfiguration log, IConfiguration configuration)
    {
        log.MinimumLevel.Is(Enum.TryParse<LogEventLevel>(configuration["Logging:Level"], true, out var level) ? level : LogEventLevel.Information)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .MinimumLevel.Override("Orleans", LogEventLevel.Error)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .Enrich.FromLogContext();
        if (string.Equals(configuration["Logging:Format"], "json", StringComparison.OrdinalIgnoreCase))
        {
            log.WriteTo.Console(new CompactJsonFormatter(), standardErrorFromLevel: LogEventLevel.Verbose);
        }
        else
        {
            log.WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}", standardErrorFromLevel: LogEventLevel.Verbose, formatProvider: System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
