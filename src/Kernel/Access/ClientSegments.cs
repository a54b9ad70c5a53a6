namespace CrossSell.Kernel.Access;

/// <summary>What every module may ask about saved filters over the client base; Segments answers.</summary>
public interface IClientSegments
{
    /// <summary>The segment as a condition on the clients <c>c</c> of a statement. One the actor does not see is not found.</summary>
    /// <param name="segment">Its id, or its name.</param>
    Task<ClientCondition> Condition(string segment, CancellationToken ct);
}

/// <summary>Writes a condition into a statement whose parameters <paramref name="parameter"/> adds.</summary>
public delegate string ClientCondition(Func<object?, string> parameter);
