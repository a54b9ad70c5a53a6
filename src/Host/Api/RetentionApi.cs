using CrossSell.Host.Composition;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Privacy;

namespace CrossSell.Host.Api;

internal static class RetentionApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var retention = api.MapGroup("/retention").WithTags("Personal data");
        retention.MapGet("/", List).Permit(Permission.HandlePersonalData).WithSummary("How long what is kept, and how many rows or clients each rule would let go now: a dry run");
        retention.MapPut("/{name}", Set).Permit(Permission.HandlePersonalData).WithSummary("Says how long something is kept, and whether it is let go at night");
        retention.MapPost("/runs", Run).Permit(Permission.HandlePersonalData).WithSummary("Lets go now what the rules that are on would let go tonight");
    }

    private static async Task<ListAnswer<RetentionView>> List(IDispatcher dispatcher, CancellationToken ct) => new(await dispatcher.Ask(new GetRetention(), ct), null);

    private static async Task<RetentionView> Set(string name, NewRetention body, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        await dispatcher.Send(new SetRetention(name, Body.Required(body.Days, "days"), Body.Required(body.On, "on"), http.IfVersion()), ct);
        return (await dispatcher.Ask(new GetRetention(), ct)).Single(r => r.Code == name);
    }

    private static async Task<ListAnswer<RetentionApplied>> Run(IDispatcher dispatcher, CancellationToken ct) =>
        new(await Retaining.Apply(await dispatcher.Ask(new GetRetention(), ct), step => dispatcher.Send(step, ct)), null);
}

/// <param name="Days">1 to 36,500.</param>
/// <param name="On">Whether it is let go at night.</param>
internal sealed record NewRetention(int? Days, bool? On);
