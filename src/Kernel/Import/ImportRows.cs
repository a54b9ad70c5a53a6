namespace CrossSell.Kernel.Import;

/// <summary>One import or trial of one: how it stands and what came of it.</summary>
internal sealed class ImportRunRow
{
    public Guid Id { get; init; }

    public required string Kind { get; init; }

    public required string Status { get; init; }

    public bool DryRun { get; init; }

    public bool AllOrNothing { get; init; }

    public bool Hold { get; init; }

    public Guid? FileId { get; init; }

    public required string FileName { get; init; }

    public string? Mapping { get; init; }

    public string? Encoding { get; init; }

    public required string[] Header { get; init; }

    public required string Delimiter { get; init; }

    public int? Total { get; init; }

    public int Rows { get; init; }

    public int Created { get; init; }

    public int Updated { get; init; }

    public int Unchanged { get; init; }

    public int Rejected { get; init; }

    public string? Actor { get; init; }

    public Guid? ById { get; init; }

    public required string By { get; init; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset? HeartbeatAt { get; init; }

    public string? FaultCode { get; init; }

    public string? Fault { get; init; }

    public DateTimeOffset? UndoneAt { get; init; }

    public string? UndoneBy { get; init; }

    public int Undone { get; init; }

    public int Kept { get; init; }

    public DateTimeOffset? ReleasedAt { get; init; }
}

/// <summary>An uploaded file, kept for a while so that a trial can become the import.</summary>
internal sealed class ImportFileRow
{
    public Guid Id { get; init; }

    public required string Name { get; init; }

    public required byte[] Content { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>What becomes of one row of a trial; of an import, the rows that were refused or could not be taken back (what changed is in the audit).</summary>
internal sealed class ImportRowRow
{
    public Guid RunId { get; init; }

    public int No { get; init; }

    public int Line { get; init; }

    public required string What { get; init; }

    public Guid? SubjectId { get; init; }

    public Guid? ClientId { get; init; }

    public string? Label { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    public string? Field { get; init; }

    /// <summary>What is wrong with a refused row, as JSON.</summary>
    public string? Faults { get; init; }

    public string? Code { get; init; }

    public string? Reason { get; init; }

    public string[]? Values { get; init; }
}

/// <summary>Which column of a file is which of ours, kept under a name for the next file of the same source.</summary>
internal sealed class ImportMappingRow
{
    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required string Columns { get; init; }

    public required string[] Header { get; init; }

    public required string By { get; init; }

    public DateTimeOffset At { get; init; }
}
