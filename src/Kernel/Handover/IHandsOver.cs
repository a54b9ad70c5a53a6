using CrossSell.Kernel.Audit;
using Npgsql;

namespace CrossSell.Kernel.Handover;

/// <summary>A module that keeps something for clients' advisors: it says what is open, and moves it when a client gets another advisor. Register it, and every handover takes it along.</summary>
public interface IHandsOver
{
    /// <summary>How much of each kind is open, such as <c>offers</c> or <c>tasks</c>; also what there is none of.</summary>
    Task<IReadOnlyList<OpenWork>> Count(NpgsqlConnection connection, WorkOf of, CancellationToken ct);

    /// <summary>Keeps others from writing to these clients until the transaction ends, before anything is moved.</summary>
    Task Hold(HandoverStep step, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Moves, in the step's transaction, what belongs to the clients' old advisors to the new ones; the clients themselves have moved already.</summary>
    Task Move(HandoverStep step, CancellationToken ct);
}

/// <summary>What knows how many clients people have room to call.</summary>
public interface IKnowsRoom
{
    /// <summary>Room in the four weeks to come, less what is planned; 0 when there is none.</summary>
    Task<IReadOnlyDictionary<Guid, int>> Room(IReadOnlyCollection<Guid> people, CancellationToken ct);
}

/// <summary>A person's work: with these of their clients, or, with none given, everything.</summary>
public sealed record WorkOf(Guid Person, Guid[]? Clients)
{
    /// <summary>The new advisors are to be introduced to the clients by mail.</summary>
    public bool Introduce { get; init; }
}

public sealed record OpenWork(string Kind, int Count);

public sealed record ClientMove(Guid ClientId, Guid From, Guid To);

/// <summary>One move of many clients, with everything open.</summary>
/// <param name="id">The handover; none when a client was given another advisor by hand.</param>
public sealed class HandoverStep(NpgsqlConnection connection, Guid? id, IReadOnlyList<ClientMove> moves)
{
    /// <summary>The moves as a table <c>m</c> of a statement whose first three parameters are <see cref="Values"/>.</summary>
    public const string Table = "unnest($1::uuid[], $2::uuid[], $3::uuid[]) as m(client_id, from_id, to_id)";

    public NpgsqlConnection Connection { get; } = connection;

    public Guid? Id { get; } = id;

    public IReadOnlyList<ClientMove> Moves { get; } = moves;

    /// <summary>Somebody who leaves with everything: what they have to do for clients of others finds somebody too.</summary>
    public Guid? Leaver { get; init; }

    /// <summary>Takes the handover back: what it moved goes back to where it was, as far as nobody changed it since.</summary>
    public bool Back { get; init; }

    /// <summary>The new advisors are introduced to the clients by mail.</summary>
    public bool Introduce { get; init; }

    /// <summary>What changed, for the audit.</summary>
    public List<BlockPart> Parts { get; } = [];

    /// <summary>Planned calls that do not fit into their windows with those they went to.</summary>
    public int Short { get; set; }

    public object?[] Values { get; } = [moves.Select(m => m.ClientId).ToArray(), moves.Select(m => m.From).ToArray(), moves.Select(m => m.To).ToArray()];
}
