using CrossSell.Kernel.Audit;
using Npgsql;

namespace CrossSell.Kernel.Import;

/// <summary>What a module that takes imports brings: its columns, how a row is compared with what is known, and how it is taken back.</summary>
public interface IImporter
{
    /// <summary><c>clients</c> or <c>contracts</c>; the module's actions in the audit begin with it.</summary>
    string Kind { get; }

    CsvShape Shape { get; }

    /// <summary>Begins one pass over a file.</summary>
    Task<IImportPass> Begin(ImportOrder order, CancellationToken ct);

    /// <summary>Says which of the rows can be taken back, and when <paramref name="write"/> is set does it. A row that was taken back already is passed over.</summary>
    /// <param name="seq">The number of the import's entry in the audit: what came later stands in the way.</param>
    Task<UndoPiece> Undo(NpgsqlConnection connection, long seq, IReadOnlyList<ImportedRow> rows, bool write, CancellationToken ct);
}

/// <summary>One pass over a file, in pieces. Comparing runs ahead of writing, each on a connection of its own.</summary>
public interface IImportPass : IAsyncDisposable
{
    Task<ImportPiece> Compare(IReadOnlyList<CsvRow> rows, CancellationToken ct);

    /// <summary>Makes ready to write on the unit's connection.</summary>
    Task Open(NpgsqlConnection connection, CancellationToken ct);

    Task Write(NpgsqlConnection connection, ImportPiece piece, CancellationToken ct);

    /// <summary>Writes what was only gathered.</summary>
    Task Finish(NpgsqlConnection connection, int created, int updated, CancellationToken ct);
}

/// <summary>What is to be imported and how.</summary>
/// <param name="Id">Of the import; also of its block in the audit.</param>
/// <param name="File">CSV or XLSX.</param>
/// <param name="Mapping">Column of the file by name of ours, when the header differs.</param>
/// <param name="Encoding">Of a CSV file that is not UTF-8; one of <see cref="ImportFile.Encodings"/>.</param>
/// <param name="Hold">What is new opens no offers until it is released.</param>
public sealed record ImportOrder(
    Guid Id, string FileName, byte[] File, bool DryRun, bool AllOrNothing, IReadOnlyDictionary<string, string>? Mapping = null, string? Encoding = null, bool Hold = false);

/// <summary>What became of one row.</summary>
/// <param name="Label">How people call it.</param>
public sealed record ImportChange(int Line, string Label, BlockPart Part);

/// <summary>What became of a piece of the file; a module adds what it will write.</summary>
public class ImportPiece(int rows)
{
    public int Rows { get; } = rows;

    public List<ImportChange> Created { get; } = [];

    public List<ImportChange> Updated { get; } = [];

    /// <summary>Rows that were known and said nothing new, by line.</summary>
    public List<(int Line, string Label)> Unchanged { get; } = [];

    public List<RejectedRow> Rejected { get; } = [];

    /// <returns>Whether the row was refused.</returns>
    public bool Reject(CsvRow row, Errors.Faults faults)
    {
        if (faults.Any)
        {
            Rejected.Add(RejectedRow.Of(row, faults));
        }

        return faults.Any;
    }
}

/// <summary>A row as an import wrote it, from the audit.</summary>
public sealed record ImportedRow(int No, Guid SubjectId, Guid? ClientId, string? Before, string? After)
{
    public bool WasNew => Before is null;
}

/// <summary>What was taken back of some rows, and what was not and why.</summary>
public sealed class UndoPiece
{
    public List<BlockPart> Parts { get; } = [];

    public List<KeptRow> Kept { get; } = [];

    public int Removed { get; set; }

    public int SetBack { get; set; }
}

/// <param name="Reason">Word of why it stays: <c>offer</c>, <c>contract</c>, <c>document</c>, <c>task</c>, <c>changed</c> …</param>
/// <param name="Field">The field that was changed since, when only fields stay.</param>
public sealed record KeptRow(Guid SubjectId, Guid? ClientId, string Label, string Reason, string? Field = null);

/// <summary>What stands on imported things elsewhere in the house, so that they can't be removed.</summary>
public interface IStandsOnImports
{
    /// <param name="subjectKind"><c>client</c> or <c>contract</c>.</param>
    /// <returns>For those that something stands on, the word of what it is (<see cref="KeptRow.Reason"/>).</returns>
    Task<IReadOnlyDictionary<Guid, string>> Find(NpgsqlConnection connection, string subjectKind, Guid[] ids, CancellationToken ct);
}
