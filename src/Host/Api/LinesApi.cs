using CrossSell.Catalog.Messages;
using CrossSell.Host.Composition;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Host.Api;

internal static class LinesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var lines = api.MapGroup("/lines").WithTags("Catalog");
        lines.MapGet("/", List).Permit(Permission.SeeCatalog).WithSummary("The product lines with what is wrong with them");
        lines.MapGet("/{line}", Get).Permit(Permission.SeeCatalog).WithSummary("One product line");
        lines.MapGet("/{line}/versions", Versions).Permit(Permission.SeeCatalog).WithSummary("What a product line said over time, newest first");
        lines.MapPost("/reload", Reload).Permit(Permission.ManageCatalog).WithSummary("Reads the folders again: data take effect at once, other code on restart");
        lines.MapPost("/{line}/on", (string line, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Send(new SwitchLine(line, true), ct))
            .Permit(Permission.ManageCatalog).WithSummary("Switches a product line on; code that was fenced off is loaded anew");
        lines.MapPost("/{line}/off", (string line, IDispatcher dispatcher, CancellationToken ct) => dispatcher.Send(new SwitchLine(line, false), ct))
            .Permit(Permission.ManageCatalog).WithSummary("Switches a product line off: nothing of it is offered, what is held stays readable");
    }

    private static async Task<ListAnswer<LineStatus>> List(IDispatcher dispatcher, CancellationToken ct) => new(await dispatcher.Ask(new ListLines(), ct), null);

    private static async Task<LineStatus> Get(string line, IDispatcher dispatcher, CancellationToken ct) =>
        (await dispatcher.Ask(new ListLines(), ct)).FirstOrDefault(l => l.Code == line) ?? throw new NotFoundException("line", line);

    private static async Task<ListAnswer<LineVersion>> Versions(string line, IDispatcher dispatcher, CancellationToken ct) => new(await dispatcher.Ask(new ListLineVersions(line), ct), null);

    private static async Task<ReloadAnswer> Reload(IDispatcher dispatcher, CallContext call, CancellationToken ct)
    {
        var problems = await HouseSetup.Install(new ReloadLines(), dispatcher, call, ct);
        return new ReloadAnswer(await dispatcher.Ask(new ListLines(), ct), problems);
    }
}

/// <param name="Problems">Everything that was found, in one line each, as the log has it.</param>
internal sealed record ReloadAnswer(IReadOnlyList<LineStatus> Lines, IReadOnlyList<string> Problems);
