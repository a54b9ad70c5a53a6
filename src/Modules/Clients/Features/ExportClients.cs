using CrossSell.Clients.Data;
using CrossSell.Clients.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Clients.Features;

internal sealed class ExportClientsHandler(IUnitOfWork unit, BusinessClock clock) : ICommandHandler<ExportClients, Done>
{
    public Task<Done> Handle(ExportClients request, CancellationToken ct)
    {
        ClientList.Demand(request.Filter, request.Sort);
        ViewForm.Demand(request.Columns);
        if (request.Format is not ("csv" or "xlsx"))
        {
            throw new InvalidInputException([new FieldFault("format", "notOneOf", "Must be one of: csv, xlsx.", ("words", "csv, xlsx"))]);
        }

        // What was searched for may be somebody's name, and this entry is nobody's to erase.
        unit.Audit(new AuditDraft("clients.exported", "clients", Ids.New(clock.Now), null, null, new
        {
            request.Format,
            request.Rows,
            Columns = string.Join(", ", request.Columns),
            Searched = !string.IsNullOrWhiteSpace(request.Filter.Q),
            request.Filter.Advisor,
            request.Filter.Kind,
            request.Filter.City,
            request.Filter.Tag,
            request.Filter.DoNotContact,
            request.Filter.Segment,
        }));
        return Task.FromResult(Done.Instance);
    }
}

internal sealed class CountClientsHandler(Database database, IClientSegments segments, CallContext call) : IQueryHandler<CountClients, int>
{
    public async Task<int> Handle(CountClients request, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await new ClientList(connection, call.Actor.Scope, segments).Count(request.Filter, ct);
    }
}
