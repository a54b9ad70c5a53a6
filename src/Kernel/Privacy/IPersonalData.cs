using CrossSell.Kernel.Data;

namespace CrossSell.Kernel.Privacy;

/// <summary>What a module keeps about clients. A module whose tables name a client registers one: what it lists is exported with the client and erased with the client.</summary>
public interface IPersonalData
{
    /// <summary>In the order in which rows may be deleted.</summary>
    IReadOnlyList<PersonalTable> Tables { get; }

    /// <summary>A statement that answers name and content of the client's files; <c>$1</c> is the client. None when there are no files.</summary>
    string? Files => null;

    IReadOnlyList<KeepRule> Keeps => [];

    /// <summary>Inside the unit of work that erases, while the rows are still there: to let go what is about them and stands outside the database.</summary>
    Task Erasing(Guid client, IUnitOfWork unit, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>Rows about a client.</summary>
/// <param name="Name">With its schema: <c>portfolio.contract</c>.</param>
/// <param name="Which">Which rows are the client's; <c>$1</c> is the client.</param>
/// <param name="Columns">What an export shows of a row; nothing for what repeats other rows.</param>
/// <param name="Key">What tells the rows apart when they move with a client that is made one with another; none where they follow other rows.</param>
public sealed record PersonalTable(string Name, string Which = "client_id = $1", string? Columns = "*", string? Key = null)
{
    /// <summary>The columns that say whose the rows are, as the SET clause that hands them over; <c>$2</c> is the client they go to.</summary>
    public string Handed { get; init; } = "client_id = $2";

    /// <summary>Which of the rows can be handed over; the module keeps the others in its own way.</summary>
    public string Movable { get; init; } = "true";
}

/// <summary>Something that the law demands be kept, so that the client can't be erased yet.</summary>
/// <param name="Code">Names the reason in both languages: <c>keep.{code}</c>.</param>
/// <param name="Sql">Answers one row: how many things, and the last day they have to be kept or null for as long as they run; <c>$1</c> is the client, <c>$2</c> today.</param>
public sealed record KeepRule(string Code, string Sql);
