using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Portfolio.Messages;

namespace CrossSell.Portfolio.Features.Import;

internal sealed class ImportContractsHandler(IUnitOfWork unit, KnownProducts products, IClientDirectory clients, CallContext call, BusinessClock clock)
    : ICommandHandler<ImportContracts, ImportReport>
{
    public async Task<ImportReport> Handle(ImportContracts request, CancellationToken ct)
    {
        var table = CsvTable.Open(request.File, ContractColumns.Shape, request.Mapping);
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
        var tally = new ImportTally("contracts", dryRun);
        var import = new ContractImport(unit, clients, await products.All(ct), call.Actor.Scope, clock, tally, write);
        await import.Run(table, ct);
        return tally.Report(Ids.New(clock.Now));
    }
}
