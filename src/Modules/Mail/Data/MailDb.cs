using CrossSell.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace CrossSell.Mail.Data;

internal sealed class MailDb(DbContextOptions<MailDb> options) : ModuleDbContext(options, "mail")
{
    public override IReadOnlyList<PublishedView> PublishedViews =>
    [
        new(
            "mail.pub_message",
            "select id, template, client_id, offer_id, process_id, to_kind, status, subject, requested_at, sent_at, settled_at, answer, answered_at, answer_until, documents from mail.message where status <> 'split'"),
        new(
            "mail.pub_answer",
            """
            select m.id, m.to_kind, m.to_user_id, m.asked_by, m.client_id, m.offer_id, m.process_id, m.subject, m.data->>'title' as title, m.answer, m.answered_at,
                   (select c->>'hu' from jsonb_array_elements(m.answers) c where c->>'key' = k.key) as answer_hu, (select c->>'en' from jsonb_array_elements(m.answers) c where c->>'key' = k.key) as answer_en
            from mail.message m cross join lateral (select case m.answer when 'accepted' then 'accept' when 'rejected' then 'decline' when 'callBack' then 'call' else m.answer end as key) k
            where m.answered_at is not null
            """),
        new("mail.pub_wish", "select user_id, kind, wanted from mail.wish"),
    ];

    protected override void Describe(ModelBuilder model)
    {
        model.Entity<MessageRow>(e =>
        {
            e.ToTable("message").HasKey(m => m.Id);
            e.Property(m => m.Data).HasColumnType("jsonb");
            e.Property(m => m.Answers).HasColumnType("jsonb");
            e.Property(m => m.Problems).HasColumnType("jsonb");
            e.HasIndex(m => new { m.ClientId, m.RequestedAt });
            e.HasIndex(m => new { m.RequestedAt, m.Id });
            e.HasIndex(m => new { m.Status, m.RequestedAt });
            e.HasIndex(m => new { m.Template, m.Language, m.TextVersion });
            e.HasIndex(m => m.OfferId).HasFilter("offer_id is not null");
            e.HasIndex(m => m.ProcessId).HasFilter("process_id is not null");
            e.HasIndex(m => m.AnsweredAt).HasFilter("answered_at is not null");
            e.HasIndex(m => m.MessageId).IsUnique().HasFilter("message_id is not null");
            e.HasIndex(m => m.Documents).HasMethod("gin");
        });
        model.Entity<TextRow>(e =>
        {
            e.ToTable("text").HasKey(t => t.Id);
            e.HasIndex(t => new { t.Line, t.Key, t.Language, t.Version }).IsUnique().AreNullsDistinct(false);
            e.HasIndex(t => new { t.Line, t.Key, t.Language }, "ix_text_in_use").IsUnique().AreNullsDistinct(false).HasFilter("in_use");
        });
        model.Entity<WishRow>(e => e.ToTable("wish").HasKey(w => new { w.UserId, w.Kind }));
        model.Entity<SecretRow>(e =>
        {
            e.ToTable("secret").HasKey(s => s.Id);
            e.Property(s => s.Id).ValueGeneratedNever();
        });
    }
}

internal sealed class MessageRow
{
    public Guid Id { get; init; }

    public required string Template { get; init; }

    public string? Line { get; init; }

    /// <summary><c>client</c>, <c>user</c> or <c>role</c>.</summary>
    public required string ToKind { get; init; }

    public Guid? ToUserId { get; init; }

    public string? ToRole { get; init; }

    public Guid? ClientId { get; init; }

    public Guid? OfferId { get; init; }

    public Guid? ProcessId { get; init; }

    public Guid[] Documents { get; init; } = [];

    public required string Data { get; init; }

    /// <summary>The choices of its links.</summary>
    public string? Answers { get; init; }

    public DateTimeOffset? AnswerUntil { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    public string? Answer { get; init; }

    /// <summary><c>requested</c>, <c>sent</c>, <c>failed</c>, <c>bounced</c>, <c>dropped</c> (there was nothing to say) or <c>split</c> (into a mail for each of a role).</summary>
    public required string Status { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    public required string RequestedBy { get; init; }

    /// <summary>Who of the house wants to hear of the answer; of a client's answer, the client's advisor does.</summary>
    public Guid? AskedBy { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When it failed or came back.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    public string? Language { get; init; }

    public int? TextVersion { get; init; }

    public string? ToAddress { get; init; }

    public string? ToName { get; init; }

    public string? Subject { get; init; }

    /// <summary>As it went out; not kept of mails to people of the house, which name many clients.</summary>
    public string? Body { get; init; }

    public string? Html { get; init; }

    public string? MessageId { get; init; }

    /// <summary>Why it failed or came back: <c>noAddress</c>, <c>noText</c>, <c>faultyText</c>, <c>noDocument</c>, <c>refused</c>, <c>undeliverable</c>, <c>bounced</c>.</summary>
    public string? Reason { get; init; }

    public string? Error { get; init; }

    /// <summary>What is wrong with its text or its data, to be said in the reader's language.</summary>
    public string? Problems { get; init; }

    /// <summary>Grows when somebody has it sent again.</summary>
    public int Round { get; init; }

    public int Version { get; init; }
}

internal sealed class TextRow
{
    public Guid Id { get; init; }

    public string? Line { get; init; }

    public required string Key { get; init; }

    public required string Language { get; init; }

    public int Version { get; init; }

    public required string Subject { get; init; }

    public required string Body { get; init; }

    public string? Html { get; init; }

    public required string Sha256 { get; init; }

    public bool InUse { get; init; }

    public DateTimeOffset SavedAt { get; init; }

    /// <summary>Nobody when it came with the house or a product line.</summary>
    public Guid? SavedBy { get; init; }

    public string? SavedByName { get; init; }
}

/// <summary>Whether a person wants a kind of mail; without a row, yes.</summary>
internal sealed class WishRow
{
    public Guid UserId { get; init; }

    public required string Kind { get; init; }

    public bool Wanted { get; init; }
}

/// <summary>The key that answer links are signed with; one for the house, made at first use, and part of every backup.</summary>
internal sealed class SecretRow
{
    public int Id { get; init; }

    public required byte[] Value { get; init; }
}

internal sealed class MailDbFactory : DesignTimeFactory<MailDb>;
