using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using CrossSell.Portfolio.Messages;
using Npgsql;

namespace CrossSell.Portfolio.Features.Import;

internal sealed class ImportContractsHandler(ImportRunner runner, ContractImporter importer, BusinessClock clock) : ICommandHandler<ImportContracts, ImportReport>
{
    public Task<ImportReport> Handle(ImportContracts request, CancellationToken ct) => runner.Run(
        importer,
        new ImportOrder(Ids.New(clock.Now), request.FileName ?? "contracts", request.File, request.DryRun, request.AllOrNothing, request.Mapping, request.Encoding, request.Hold),
        ct);
}

internal sealed class ContractImporter(Database database, KnownProducts products, IClientDirectory clients, IProductFields fields, ContractUndo undo, CallContext call, BusinessClock clock) : IImporter
{
    public string Kind => "contracts";

    public CsvShape Shape => ContractColumns.Shape;

    public async Task<IImportPass> Begin(ImportOrder order, CancellationToken ct)
    {
        var known = await products.All(ct);
        var reading = await database.Source.OpenConnectionAsync(ct);
        return new ContractImport(reading, new HolderCache(clients), known, fields, call.Actor.Scope, clock, order);
    }

    public Task<UndoPiece> Undo(NpgsqlConnection connection, long seq, IReadOnlyList<ImportedRow> rows, bool write, CancellationToken ct) => undo.Run(connection, rows, write, ct);
}
