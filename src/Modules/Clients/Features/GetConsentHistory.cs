using CrossSell.Clients.Data;
using CrossSell.Clients.Messages;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Clients.Features;

internal sealed class GetConsentHistoryHandler(Database database) : IQueryHandler<GetConsentHistory, IReadOnlyList<ConsentEntry>>
{
    public async Task<IReadOnlyList<ConsentEntry>> Handle(GetConsentHistory request, CancellationToken ct)
    {
        var entries = await database.Query($"select seq, {ConsentTable.List} from clients.consent where client_id = $1 order by at desc, seq desc", ConsentTable.Read, [request.ClientId], ct);
        return [.. entries.Select(c => new ConsentEntry(c.Channel, c.Purpose, c.Granted, c.At, c.Source, c.RecordedAt))];
    }
}
