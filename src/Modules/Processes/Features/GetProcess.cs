using CrossSell.Kernel.Data;
using CrossSell.Kernel.Messaging;
using CrossSell.Processes.Messages;

namespace CrossSell.Processes.Features;

internal sealed class GetProcessHandler(Database database, ProcessViews views) : IQueryHandler<GetProcess, ProcessView>
{
    public async Task<ProcessView> Handle(GetProcess request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await views.Read(connection, request.ProcessId, ct);
    }
}
