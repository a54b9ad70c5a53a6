using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;

namespace CrossSell.Host.Api;

internal static class ScansApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var scans = api.MapGroup(string.Empty).WithTags("Scans");
        scans.MapPost("/scans", Run).Permit(Permission.Scan).WithSummary("Runs the expiry and rule scan now");
        scans.MapGet("/coverage", Coverage).Permit(Permission.Scan).WithSummary("Proves that every due contract has an offer or a stated reason why not");
    }

    private static Task<ScanResult> Run(ScanBody? scan, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Send(new RunScan(scan?.AsOf), ct);

    private static Task<Coverage> Coverage(DateOnly? asOf, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new GetCoverage(asOf), ct);
}

/// <param name="AsOf">The business day to scan for; today when not given.</param>
internal sealed record ScanBody(DateOnly? AsOf);
