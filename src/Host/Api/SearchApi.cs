using CrossSell.Clients.Messages;
using CrossSell.Host.Security;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Host.Api;

internal static class SearchApi
{
    private const int Default = 10;

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/search", Find).Permit(Permission.SeeClients).WithTags("Clients")
            .WithSummary("Clients, contracts and documents by name, number, address or identifier; with what matched, and forgiving a slip a word");

    private static Task<SearchAnswer> Find(string? q, int? limit, IDispatcher dispatcher, CancellationToken ct) =>
        dispatcher.Ask(new Search(Body.Required(q, "q"), limit is null ? Default : Paging.Limit(limit)), ct);
}
