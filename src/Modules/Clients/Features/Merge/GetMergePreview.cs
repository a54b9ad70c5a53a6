using CrossSell.Clients.Domain;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Privacy;
using CrossSell.Kernel.Time;

namespace CrossSell.Clients.Features.Merge;

internal sealed class GetMergePreviewHandler(Database database, ClientRows rows, IPeople people, CallContext call, BusinessClock clock) : IQueryHandler<GetMergePreview, MergePreview>
{
    public async Task<MergePreview> Handle(GetMergePreview request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var pair = await MergePair.Load(connection, request.ClientId, request.OtherId, call.Actor.Scope, false, ct);
        var advisors = await people.ById([pair.Kept.AdvisorId, pair.Other.AdvisorId], ct);
        var granted = pair.Consents(clock.Now).Granted;
        return new MergePreview(
            pair.Kept.View(EmailOf(pair.Kept), pair.KeptConsents),
            pair.Other.View(EmailOf(pair.Other), pair.OtherConsents),
            [.. Merging.Compared(pair.Kept, pair.Other).Select(f => f.Field == "advisor" ? f with { Kept = EmailOf(pair.Kept), Other = EmailOf(pair.Other) } : f)],
            granted,
            [.. pair.Kept.Granted.Union(pair.Other.Granted).Except(granted).Order(StringComparer.Ordinal)],
            pair.Kept.DoNotContact || pair.Other.DoNotContact,
            await rows.Count(connection, pair.Other.Id, ct));

        string EmailOf(Client client) => advisors.GetValueOrDefault(client.AdvisorId)?.Email ?? string.Empty;
    }
}
