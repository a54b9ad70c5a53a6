using CrossSell.Clients.Features.Handover;
using CrossSell.Clients.Messages;
using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;
using CrossSell.Kernel.Time;
using Npgsql;

namespace CrossSell.Clients.Features.Import;

internal sealed class ImportClientsHandler(ImportRunner runner, ClientImporter importer, BusinessClock clock) : ICommandHandler<ImportClients, ImportReport>
{
    public Task<ImportReport> Handle(ImportClients request, CancellationToken ct) => runner.Run(
        importer,
        new ImportOrder(Ids.New(clock.Now), request.FileName ?? "clients", request.File, request.DryRun, request.AllOrNothing, request.Mapping, request.Encoding),
        ct);
}

internal sealed class ClientImporter(Database database, AdvisorChoice advisors, ClientMover mover, ClientUndo undo, IDispatcher dispatcher, CallContext call, BusinessClock clock) : IImporter
{
    public string Kind => "clients";

    public CsvShape Shape => ClientColumns.Shape;

    public async Task<IImportPass> Begin(ImportOrder order, CancellationToken ct) =>
        new ClientImport(await database.Source.OpenConnectionAsync(ct), advisors, mover, dispatcher, call.Actor.Scope, clock);

    public Task<UndoPiece> Undo(NpgsqlConnection connection, long seq, IReadOnlyList<ImportedRow> rows, bool write, CancellationToken ct) => undo.Run(connection, seq, rows, write, ct);
}
