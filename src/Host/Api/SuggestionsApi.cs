using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;
using CrossSell.Offers.Messages;

namespace CrossSell.Host.Api;

internal static class SuggestionsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var suggestions = api.MapGroup("/suggestions").WithTags("Suggestions");
        suggestions.MapGet("/models", Models).Permit(Permission.ManageCatalog).WithSummary("What was learned of each line, the newest version first, with what each way of ranking achieved in the replay");
        suggestions.MapPost("/learn", Learn).Permit(Permission.ManageCatalog).WithSummary("Learns from the portfolio now, as the night does");
        api.MapGet("/insights/suggestions", Figures).Permit(Permission.ManageCatalog).WithTags("Insights").WithSummary("How well chances foretold answers, and what was learned against rules alone");
    }

    private static async Task<ListAnswer<ModelVersion>> Models(string? line, int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        new(await dispatcher.Ask(new ListModels(line, Paging.Limit(limit)), ct), null);

    private static async Task<ListAnswer<ModelVersion>> Learn(bool? onlyIfChanged, IDispatcher dispatcher, CancellationToken ct) =>
        new(await dispatcher.Send(new LearnSuggestions(onlyIfChanged ?? false), ct), null);

    private static Task<SuggestionFigures> Figures(IDispatcher dispatcher, CancellationToken ct) => dispatcher.Ask(new GetSuggestionFigures(), ct);
}
