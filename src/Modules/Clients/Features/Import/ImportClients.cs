using CrossSell.Clients.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;

namespace CrossSell.Clients.Features.Import;

internal sealed class ImportClientsHandler(IUnitOfWork unit, IDispatcher dispatcher, AdvisorChoice advisors, CallContext call, BusinessClock clock) : ICommandHandler<ImportClients, ImportReport>
{
    public async Task<ImportReport> Handle(ImportClients request, CancellationToken ct)
    {
        var table = CsvTable.Open(request.File, ClientColumns.Shape, request.Mapping);
        if (request.DryRun || request.AllOrNothing)
        {
            var trial = await Run(table, request.DryRun, write: false, ct);
            if (request.AllOrNothing && trial.Rejected.Count > 0)
            {
                return trial.NothingDone();
            }

            if (request.DryRun)
            {
                return trial;
            }
        }

        return await Run(table, dryRun: false, write: true, ct);
    }

    private async Task<ImportReport> Run(CsvTable table, bool dryRun, bool write, CancellationToken ct)
    {
        var tally = new ImportTally("clients", dryRun);
        var import = new ClientImport(unit, advisors, call.Actor.Scope, clock, tally, write);
        await import.Run(table, ct);
        if (write && import.Corrected.Count > 0)
        {
            await dispatcher.Tell(new ContactDataChanged(import.Corrected), ct);
        }

        return tally.Report(Ids.New(clock.Now));
    }
}
