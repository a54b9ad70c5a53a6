using System.Text.Json.Serialization;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Errors;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Kernel.Import;

/// <summary>Takes a file in and says how its columns might be read; nothing is imported yet. The file is kept for <see cref="StageImport.KeptDays"/> days.</summary>
/// <param name="Kind"><c>clients</c> or <c>contracts</c>.</param>
/// <param name="Content">CSV or XLSX, at most <see cref="ImportFile.Largest"/> bytes.</param>
/// <param name="Encoding">Of a CSV file that is not UTF-8; one of <see cref="ImportFile.Encodings"/>.</param>
[Needs(Permission.Import)]
public sealed record StageImport(string Kind, string FileName, byte[] Content, string? Encoding) : ICommand<ImportView>
{
    public const int KeptDays = 7;
}

/// <summary>Starts a staged file's trial or import in the background; of a finished trial, the import of the same file, which is then a run of its own.</summary>
/// <param name="Mapping">Column of the file by name of ours; none: what the trial used, or the header as it is.</param>
/// <param name="SaveAs">Keeps the mapping under this name, to be offered for the next file with this header.</param>
/// <param name="Hold">What is new opens no offers until it is released.</param>
[Needs(Permission.Import)]
public sealed record StartImport(Guid ImportId, bool DryRun, bool AllOrNothing, bool Hold, IReadOnlyDictionary<string, string>? Mapping, string? SaveAs) : ICommand<ImportView>;

/// <summary>Stops an import or a trial that is queued or running: at the next piece of rows, and nothing of it stays. One that ends before that has ended.</summary>
[Needs(Permission.Import)]
public sealed record StopImport(Guid ImportId) : ICommand<ImportView>;

/// <summary>One import or trial. Somebody who does not see every client sees their own only.</summary>
[Needs(Permission.Import)]
public sealed record GetImport(Guid ImportId) : IQuery<ImportView>;

/// <summary>The latest imports and trials, newest first.</summary>
[Needs(Permission.Import)]
public sealed record ListImports(int Limit) : IQuery<IReadOnlyList<ImportView>>;

/// <summary>What became of the rows, in the order they were worked on.</summary>
/// <param name="What"><c>created</c>, <c>updated</c>, <c>unchanged</c> (of a trial), <c>rejected</c> or <c>kept</c> (could not be taken back).</param>
[Needs(Permission.Import)]
public sealed record ListImportRows(Guid ImportId, string What, string? After, int Limit) : IQuery<Page<ImportRowView>>;

/// <summary>Takes an import back as far as nothing stands on it: row by row, and within a changed row field by field. Done again it takes back what meanwhile can be.</summary>
/// <param name="DryRun">Say what would go and what would stay, and change nothing.</param>
[Needs(Permission.Import)]
public sealed record UndoImport(Guid ImportId, bool DryRun) : ICommand<ImportUndone>;

/// <summary>What a held import would set going if it were released now.</summary>
[Needs(Permission.Import)]
public sealed record GetImportEffect(Guid ImportId) : IQuery<ImportEffect>;

/// <summary>Lets a held import go: offers for what is due now come spread evenly over the weeks, the earliest notice deadline first and none after its deadline; the rest as it comes due. Once only.</summary>
/// <param name="Weeks">0 to <see cref="MostWeeks"/>; 0: with the next scan.</param>
[Needs(Permission.Import)]
public sealed record ReleaseImport(Guid ImportId, int Weeks) : ICommand<ImportReleased>
{
    public const int MostWeeks = 52;
}

/// <summary>How the columns of a staged file would be read, with the first values of each, and the saved mappings that fit its header.</summary>
[Needs(Permission.Import)]
public sealed record ProposeMapping(Guid ImportId) : IQuery<MappingProposal>;

/// <summary>The saved mappings of a kind, by name.</summary>
[Needs(Permission.Import)]
public sealed record ListMappings(string Kind) : IQuery<IReadOnlyList<SavedMapping>>;

/// <summary>Keeps a mapping under a name, in place of one of that name.</summary>
[Needs(Permission.Import)]
public sealed record SaveMapping(string Kind, string Name, IReadOnlyDictionary<string, string> Columns, IReadOnlyList<string> Header) : ICommand<Done>;

/// <summary>Forgets a saved mapping.</summary>
[Needs(Permission.Import)]
public sealed record DeleteMapping(string Kind, string Name) : ICommand<Done>;

/// <param name="Status"><c>staged</c>, <c>queued</c>, <c>running</c>, <c>done</c>, <c>refused</c> (all or nothing, and a row was wrong), <c>failed</c>, <c>undone</c> or <c>partlyUndone</c>.</param>
/// <param name="Total">Rows of the file, an estimate until they are read; not known for a workbook.</param>
/// <param name="Rows">Rows that are through.</param>
/// <param name="FaultCode">Why it failed; <paramref name="Faults"/> says it field by field where it was the file.</param>
/// <param name="Undone">Rows that were taken back; of them <paramref name="Kept"/> rows or fields could not be.</param>
/// <param name="Hold">New contracts open no offers until the import is released.</param>
/// <param name="HasFile">The file is still here, so a trial can become the import.</param>
public sealed record ImportView(
    Guid Id, string Kind, string FileName, string Status, bool DryRun, bool AllOrNothing, bool Hold, int? Total, int Rows, int Created, int Updated, int Unchanged, int Rejected, string By, DateTimeOffset At,
    DateTimeOffset? EndedAt, string? FaultCode, IReadOnlyList<ImportFault> Faults, DateTimeOffset? UndoneAt, string? UndoneBy, int Undone, int Kept, DateTimeOffset? ReleasedAt, bool HasFile,
    IReadOnlyList<string> Header, string Delimiter, IReadOnlyDictionary<string, string>? Mapping)
{
    public bool IsMoving => Status is ImportStatus.Queued or ImportStatus.Running or ImportStatus.Stopping;

    /// <summary>Its new contracts wait for somebody to decide.</summary>
    public bool IsHeld => Hold && !DryRun && ReleasedAt is null && Status is (ImportStatus.Done or ImportStatus.PartlyUndone);

    public bool CanBeUndone => !DryRun && Status is (ImportStatus.Done or ImportStatus.PartlyUndone) && Created + Updated > 0;
}

public sealed record ImportFault(string Field, string Code, string Message)
{
    /// <summary>The same with the values of its sentence.</summary>
    [JsonIgnore]
    public FieldFault Fault { get; init; } = new(Field, Code, Message);
}

/// <param name="Line">Line number in the file; none for rows of an import, which the audit keeps by what they were about.</param>
/// <param name="Before">JSON of the changed fields as they were.</param>
/// <param name="After">JSON of the fields as the file says them.</param>
/// <param name="Values">A refused row as it stood, in the file's columns.</param>
public sealed record ImportRowView(
    int No, int? Line, string What, Guid? SubjectId, Guid? ClientId, string? Label, string? Before, string? After, string? Field, string? Code, string? Reason, IReadOnlyList<string>? Values)
{
    /// <summary>All that is wrong with a refused row.</summary>
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];
}

/// <param name="Removed">New ones that went (or would go).</param>
/// <param name="SetBack">Changed ones that got fields back.</param>
/// <param name="Kept">Those that stay, in whole or with a field, the first hundred.</param>
/// <param name="KeptCount">How many stay in all.</param>
public sealed record ImportUndone(Guid ImportId, bool DryRun, int Removed, int SetBack, int KeptCount, IReadOnlyList<KeptRow> Kept);

/// <param name="Contracts">Contracts that are held.</param>
/// <param name="Offers">Offers that would open at once.</param>
/// <param name="FirstNotice">The earliest day until which one of them can be given notice.</param>
public sealed record ImportEffect(Guid ImportId, int Contracts, int Offers, DateOnly? FirstNotice);

/// <param name="Contracts">Contracts that were let go.</param>
/// <param name="Offers">Offers that open within <paramref name="Weeks"/>.</param>
public sealed record ImportReleased(Guid ImportId, int Contracts, int Offers, int Weeks);

/// <param name="Columns">The file's columns in their order.</param>
/// <param name="Ours">The names a column can have; a free name after <paramref name="FreePrefix"/> is one too.</param>
/// <param name="Saved">The names of saved mappings for this header.</param>
public sealed record MappingProposal(IReadOnlyList<ColumnProposal> Columns, IReadOnlyList<string> Ours, IReadOnlyList<string> Required, string FreePrefix, IReadOnlyList<SavedMapping> Saved);

/// <param name="Column">As it stands in the header.</param>
/// <param name="Ours">What it would be read as; none when it would be left out.</param>
/// <param name="By"><c>name</c>, <c>synonym</c>, <c>similar</c>, <c>saved</c> or none.</param>
/// <param name="Samples">Its first values.</param>
public sealed record ColumnProposal(string Column, string? Ours, string? By, IReadOnlyList<string> Samples);

/// <param name="Columns">Column of the file by name of ours.</param>
public sealed record SavedMapping(string Kind, string Name, IReadOnlyDictionary<string, string> Columns, IReadOnlyList<string> Header, string By, DateTimeOffset At);
