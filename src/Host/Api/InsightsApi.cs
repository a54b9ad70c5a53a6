using CrossSell.Host.Security;
using CrossSell.Insights.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Host.Api;

/// <summary>What the pages of figures plot.</summary>
internal static class InsightsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var insights = api.MapGroup("/insights").WithTags("Insights");
        foreach (var (address, topic, summary) in new[]
        {
            ("repeat-purchase", FigureTopic.RepeatPurchase, "Why clients buy only once: by age of the relation, line, advisor, town; repeat purchase by cohort"),
            ("retention", FigureTopic.Retention, "What expired in the last twelve months: renewed here, lost, to whom and why; what comes"),
            ("offers", FigureTopic.Offers, "From offer to yes in the last year, by reason, product, advisor, rule with its version; why it was refused"),
            ("contacts", FigureTopic.Contacts, "How contacts of the last year ended, by attempt and time of day"),
            ("margin", FigureTopic.Margin, "Commission or margin of the live contracts, where a product has a field of that name"),
        })
        {
            insights.MapGet("/" + address, (IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new GetFigures(topic), ct)).Permit(Permission.SeeClients).WithSummary(summary);
        }

        insights.MapGet("/worth-doing", async (IDispatcher dispatcher, CancellationToken ct) => new ListAnswer<WorthDoing>(await dispatcher.Ask(new GetWorthDoing(), ct), null))
            .Permit(Permission.SeeClients).WithSummary("Three things worth doing now, with the clients they are about");
        insights.MapPost("/refresh", (IDispatcher dispatcher, CancellationToken ct) => dispatcher.Send(new RefreshFigures(), ct)).Permit(Permission.Scan).WithSummary("Counts every figure anew; done nightly by itself");
    }
}
