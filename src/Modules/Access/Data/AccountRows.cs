namespace CrossSell.Access.Data;

/// <summary>Somebody signed in at one browser.</summary>
internal sealed class SessionRow
{
    public Guid Id { get; init; }

    public Guid UserId { get; init; }

    /// <summary><c>password</c>, <c>code</c> (a password and a second factor), <c>recovery</c>, <c>passkey</c> or <c>oidc</c>.</summary>
    public required string How { get; init; }

    /// <summary>The browser as it names itself, cut.</summary>
    public required string Agent { get; init; }

    public required string Address { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset SeenAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>The second factor of a person: a key shared with an app (RFC 6238), kept encrypted.</summary>
internal sealed class TotpRow
{
    public Guid UserId { get; init; }

    public required string Key { get; init; }

    /// <summary>None while the person has not shown that the app works.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The step of the code used last: a code is good once.</summary>
    public long LastStep { get; init; }
}

/// <summary>A code for whoever lost the app, of which only the hash is kept; good once.</summary>
internal sealed class RecoveryCodeRow
{
    public required byte[] Hash { get; init; }

    public Guid UserId { get; init; }

    public DateTimeOffset? UsedAt { get; init; }
}

/// <summary>A passkey: the public half of a key that never leaves the person's device.</summary>
internal sealed class PasskeyRow
{
    public required byte[] CredentialId { get; init; }

    public Guid UserId { get; init; }

    public required string Name { get; init; }

    public required byte[] PublicKey { get; init; }

    public long SignCount { get; init; }

    public required string[] Transports { get; init; }

    public bool Verified { get; init; }

    public bool BackupEligible { get; init; }

    public bool BackedUp { get; init; }

    public required byte[] Attestation { get; init; }

    public required byte[] ClientData { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }
}

/// <summary>A question asked of a passkey that was answered already: no answer counts twice.</summary>
internal sealed class UsedChallengeRow
{
    public required byte[] Hash { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
