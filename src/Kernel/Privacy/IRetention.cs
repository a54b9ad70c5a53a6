using CrossSell.Kernel.Outbox;

namespace CrossSell.Kernel.Privacy;

/// <summary>What a module lets go after a while. A module registers one for the rows and the clients that it knows the age of.</summary>
public interface IRetention
{
    IReadOnlyList<RetentionRule> Rules { get; }
}

/// <summary>Something that is let go when it has been kept long enough: rows of a table, or whole clients.</summary>
/// <param name="Code">Names the rule in both languages: <c>retention.{code}</c>.</param>
/// <param name="Days">How long it is kept unless the administrator says otherwise.</param>
/// <param name="On">Whether it works before the administrator has said anything: only for what nobody would miss.</param>
public abstract record RetentionRule(string Code, int Days, bool On);

/// <summary>Rows that are deleted.</summary>
/// <param name="Table">With its schema.</param>
/// <param name="Which">Those kept long enough; <c>$1</c> is the instant before which things are too old.</param>
public sealed record RetainedRows(string Code, int Days, bool On, string Table, string Which) : RetentionRule(Code, Days, On)
{
    /// <summary>What lets go of that which stands outside the database, by the ids of the deleted rows; none where nothing does.</summary>
    public Func<Guid[], OutboxDraft>? Gone { get; init; }
}

/// <summary>Clients who are erased as <see cref="EraseClient"/> erases; who has something that the law demands be kept stays.</summary>
/// <param name="From">A FROM clause with its condition that finds them as <c>c.id</c>; <c>$1</c> is the instant before which things are too old.</param>
public sealed record RetainedClients(string Code, int Days, bool On, string From) : RetentionRule(Code, Days, On);
