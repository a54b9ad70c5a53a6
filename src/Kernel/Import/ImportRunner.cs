using System.Threading.Channels;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Audit;
using CrossSell.Kernel.Data;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Time;
using Npgsql;

namespace CrossSell.Kernel.Import;

/// <summary>
/// Runs an import or a trial of one inside the unit of work in progress: all of it or, when the host dies, nothing.
/// One task reads and compares the next pieces while another writes the last one; neither holds more than a few pieces.
/// </summary>
public sealed class ImportRunner(IUnitOfWork unit, CallContext call, BusinessClock clock)
{
    /// <summary>A file with more wrong rows than this is the wrong file.</summary>
    public const int MostRejected = 100_000;

    private const int Piece = 5000;

    /// <param name="progress">Called with the number of rows that are through.</param>
    public async Task<ImportReport> Run(IImporter importer, ImportOrder order, CancellationToken ct, Func<int, Task>? progress = null)
    {
        var table = CsvTable.Open(order.File, importer.Shape, order.Mapping, order.Encoding);
        var connection = await unit.Connection(ct);
        if (!order.DryRun)
        {
            await ImportLock.Take(connection, ct);
            await connection.Execute("savepoint before_import", [], ct);
        }

        await using var pass = await importer.Begin(order, ct);
        var outcome = new ImportOutcome(connection, pass, order);
        await outcome.Open(ct);
        await Pump(table, pass, outcome, progress, ct);
        var report = outcome.Report(importer.Kind);
        if (outcome.Stopped)
        {
            await connection.Execute("rollback to savepoint before_import", [], ct);
            report = report.NothingDone();
        }
        else if (!order.DryRun && report.Created + report.Updated > 0)
        {
            await outcome.Finish(ct);
            unit.Touch(outcome.Clients);
            unit.Audit(new AuditDraft(
                $"{importer.Kind}.imported", "import", order.Id, null, null,
                new { file = order.FileName, report.Rows, report.Created, report.Updated, report.Unchanged, rejected = report.Rejected.Count })
            {
                Block = outcome.Seal(),
            });
        }

        await outcome.KeepRejected(ct);
        unit.Write(ImportSql.Finish, ImportSql.FinishValues(order, report, table, call.Actor, clock.Now, outcome.Stopped));
        return report;
    }

    private static async Task Pump(CsvTable table, IImportPass pass, ImportOutcome outcome, Func<int, Task>? progress, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var pieces = Channel.CreateBounded<ImportPiece>(2);
        var reading = Task.Run(() => Read(table, pass, pieces.Writer, stop.Token), stop.Token);
        try
        {
            await foreach (var piece in pieces.Reader.ReadAllAsync(ct))
            {
                await outcome.Take(piece, ct);
                await (progress?.Invoke(outcome.Rows) ?? Task.CompletedTask);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAny(reading);
        }
    }

    /// <summary>A fault of the file comes out where the pieces are taken.</summary>
    private static async Task Read(CsvTable table, IImportPass pass, ChannelWriter<ImportPiece> pieces, CancellationToken ct)
    {
        try
        {
            foreach (var rows in table.Rows().Chunk(Piece))
            {
                await pieces.WriteAsync(await pass.Compare(rows, ct), ct);
            }

            pieces.Complete();
        }
        catch (Exception failure)
        {
            pieces.Complete(failure);
        }
    }
}

/// <summary>Takes the pieces of one pass: counts, and writes what a trial or an import has to keep.</summary>
internal sealed class ImportOutcome(NpgsqlConnection connection, IImportPass pass, ImportOrder order)
{
    private readonly AuditBlockWriter _block = new(connection, order.Id);
    private readonly ImportRowCopy _rows = new(connection, order.Id);
    private readonly List<RejectedRow> _rejected = [];
    private readonly HashSet<Guid> _clients = [];
    private int _created;
    private int _updated;
    private int _unchanged;

    public int Rows { get; private set; }

    /// <summary>Some row was refused and all or none was asked for.</summary>
    public bool Stopped => !order.DryRun && order.AllOrNothing && _rejected.Count > 0;

    public IEnumerable<Guid> Clients => _clients;

    public Task Open(CancellationToken ct) => order.DryRun ? Task.CompletedTask : pass.Open(connection, ct);

    public async Task Take(ImportPiece piece, CancellationToken ct)
    {
        Rows += piece.Rows;
        if (Rows > ImportFile.MostRows)
        {
            throw new InvalidInputException([new FieldFault(
                "file", "import.tooManyRows", $"The file has more than {ImportFile.MostRows} rows; nothing was imported. Cut it into several.", ("most", ImportFile.MostRows))]);
        }

        _created += piece.Created.Count;
        _updated += piece.Updated.Count;
        _unchanged += piece.Unchanged.Count;
        _rejected.AddRange(piece.Rejected);
        if (_rejected.Count > ImportRunner.MostRejected)
        {
            var first = _rejected[0];
            throw new InvalidInputException([new FieldFault(
                "file", "import.tooManyRejected", $"More than {ImportRunner.MostRejected} rows can't be used; nothing was imported. The first: line {first.Line}, {first.Reason}",
                ("most", ImportRunner.MostRejected), ("line", first.Line), ("reason", first.Reason))]);
        }

        if (order.DryRun)
        {
            await _rows.Add(piece, ct);
        }
        else if (!Stopped)
        {
            await pass.Write(connection, piece, ct);
            await Chain(piece.Created, ct);
            await Chain(piece.Updated, ct);
        }
    }

    public Task Finish(CancellationToken ct) => pass.Finish(connection, _created, _updated, ct);

    public AuditBlock? Seal() => _block.Seal();

    public Task KeepRejected(CancellationToken ct) => order.DryRun ? Task.CompletedTask : _rows.Add(_rejected, ct);

    public ImportReport Report(string kind) => new(order.Id, kind, order.DryRun, Rows, _created, _updated, _unchanged, [.. _rejected.OrderBy(r => r.Line)]);

    private async Task Chain(List<ImportChange> changes, CancellationToken ct)
    {
        await _block.Add(changes.ConvertAll(c => c.Part), ct);
        _clients.UnionWith(changes.Select(c => c.Part.ClientId).OfType<Guid>());
    }
}
