using CrossSell.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Documents.Data;

internal sealed class DocumentsDb(DbContextOptions<DocumentsDb> options) : ModuleDbContext(options, "documents")
{
    public override IReadOnlyList<PublishedView> PublishedViews =>
    [
        new("documents.pub_document", $"select id, client_id, offer_id, process_id, template, status, number, file_name, requested_at, {NumberKey} as number_key from documents.document"),
    ];

    /// <summary>A document's number as search types it; an index stands on it, so every use says it in the same words.</summary>
    public const string NumberKey = """lower(replace(number, '-', '')) collate "C" """;

    protected override void Describe(ModelBuilder model)
    {
        model.Entity<TemplateRow>(e =>
        {
            e.ToTable("template").HasKey(t => t.Id);
            e.HasIndex(t => new { t.Line, t.Key, t.Language, t.Version }).IsUnique().AreNullsDistinct(false);
            e.Property(t => t.Status).HasDefaultValue("approved");
            e.Property(t => t.EffectiveFrom).HasDefaultValue(DateOnly.MinValue);
        });
        model.Entity<DocumentRow>(e =>
        {
            e.ToTable("document").HasKey(d => d.Id);
            e.HasIndex(d => new { d.ProcessId, d.Template }).IsUnique();
            e.HasIndex(d => d.Number).IsUnique();
            e.HasIndex(d => d.ClientId);
            e.HasIndex(d => d.OfferId);
            e.HasIndex(d => new { d.BatchId, d.Status }).HasFilter("batch_id is not null");
            e.HasIndex(d => new { d.Status, d.RequestedAt });
            e.HasIndex(d => d.Included).HasMethod("gin");
            e.Property(d => d.Included).HasDefaultValueSql("'{}'");
            e.Property(d => d.Subject).HasColumnType("jsonb");
            e.Property(d => d.Problems).HasColumnType("jsonb");
        });
        model.Entity<BatchRow>(e =>
        {
            e.ToTable("batch").HasKey(b => b.Id);
            e.HasIndex(b => b.StartedAt);
        });
    }
}

internal sealed class TemplateRow
{
    public Guid Id { get; init; }

    public string? Line { get; init; }

    public required string Key { get; init; }

    public required string Language { get; init; }

    public int Version { get; init; }

    public required string Sha256 { get; init; }

    public required string FileName { get; init; }

    public required byte[] Content { get; init; }

    public DateTimeOffset InstalledAt { get; init; }

    /// <summary><c>draft</c>, <c>approved</c> or <c>rejected</c>. What comes with a product line is approved by whoever installed it.</summary>
    public required string Status { get; init; }

    public Guid? UploadedBy { get; init; }

    public string? UploadedByName { get; init; }

    public string? DecidedByName { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public DateOnly EffectiveFrom { get; init; }

    public string? Note { get; init; }
}

internal sealed class DocumentRow
{
    public Guid Id { get; init; }

    public Guid ClientId { get; init; }

    public Guid OfferId { get; init; }

    /// <summary>The process that asked for it; none for one prepared ahead in a batch.</summary>
    public Guid? ProcessId { get; init; }

    public Guid? BatchId { get; init; }

    public required string Template { get; init; }

    public int? TemplateVersion { get; init; }

    /// <summary>The versions of the templates that its template included.</summary>
    public Guid[] Included { get; init; } = [];

    public required string Language { get; init; }

    public required string Subject { get; init; }

    public required string Status { get; init; }

    public required string Number { get; init; }

    public required string FileName { get; init; }

    /// <summary>As text, so that the model a document was filled from stays what it was to the letter.</summary>
    public string? Data { get; init; }

    public byte[]? Content { get; init; }

    public string? Sha256 { get; init; }

    public string? Error { get; init; }

    /// <summary>What is wrong with its template or its data, to be said in the reader's language; nothing where something else went wrong.</summary>
    public string? Problems { get; init; }

    public byte[]? SignedContent { get; init; }

    public string? SignedName { get; init; }

    public string? SignedType { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? GeneratedAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? SignedAt { get; init; }

    public int Version { get; init; }
}

internal sealed class BatchRow
{
    public Guid Id { get; init; }

    public required string Line { get; init; }

    public required string Template { get; init; }

    /// <summary><c>running</c>, <c>stopped</c>, <c>cancelled</c> or <c>done</c>.</summary>
    public required string Status { get; init; }

    public required string By { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? Error { get; init; }

    public int Version { get; init; }
}

internal sealed class DocumentsDbFactory : DesignTimeFactory<DocumentsDb>;
