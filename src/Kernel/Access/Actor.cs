using System.Text.Json.Serialization;

namespace CrossSell.Kernel.Access;

/// <summary>Who acts: a person with a role, or the system for a stated cause.</summary>
/// <param name="ReadsOnly">Came with a token that changes nothing.</param>
/// <param name="Cause">What made them act: <c>portal</c>, <c>api</c>, <c>cli</c>, a job's or a message's name.</param>
[GenerateSerializer, Immutable]
public sealed record Actor(
    [property: Id(0)] Guid? UserId,
    [property: Id(1)] string Name,
    [property: Id(2)] Role Role,
    [property: Id(3)] Permission Permissions,
    [property: Id(4)] ClientScope Scope,
    [property: Id(5)] string Language,
    [property: Id(6)] string Cause,
    [property: Id(7)] bool ReadsOnly = false)
{
    public static Actor System(string cause) => new(null, "CrossSell", Role.System, Permission.All, ClientScope.Everyone, "hu", cause);

    public bool May(Permission permission) => (Permissions & permission) == permission;
}

/// <summary>The roles of the house.</summary>
public enum Role
{
    Advisor,
    BackOffice,
    Manager,
    Administrator,
    System,
}

/// <summary>What a page, endpoint, command or query asks for.</summary>
[Flags]
public enum Permission
{
    None = 0,
    SeeClients = 1 << 0,
    EditClients = 1 << 1,
    WorkOffers = 1 << 2,
    WorkDocuments = 1 << 3,
    Import = 1 << 4,
    Scan = 1 << 5,
    SeeCatalog = 1 << 6,
    ManageCatalog = 1 << 7,
    SeeAudit = 1 << 8,
    ManageUsers = 1 << 9,
    Operate = 1 << 10,
    OwnAccount = 1 << 11,
    MoveProcesses = 1 << 12,
    DirectProcesses = 1 << 13,
    EditTemplates = 1 << 14,
    ApproveTemplates = 1 << 15,
    PlanTeam = 1 << 20,
    RunCampaigns = 1 << 22,
    VerifyAudit = 1 << 24,
    HandlePersonalData = 1 << 25,
    HandOver = 1 << 26,
    MergeClients = 1 << 27,
    ExportClients = 1 << 28,
    All = ~0,
}

/// <summary>Whose clients somebody may see: everybody's, or those of the listed advisors. Decided by Access, applied everywhere.</summary>
/// <param name="Readable">Clients of others that may be read and not changed: those somebody handed over, for a while. Commands run without them.</param>
[GenerateSerializer, Immutable]
public sealed record ClientScope([property: Id(0)] bool All, [property: Id(1)] Guid[] Advisors, [property: Id(2)] Guid[]? Readable = null)
{

    public static ClientScope Everyone { get; } = new(true, []);

    /// <summary>What <see cref="Sql"/> takes as its parameter where clients are read: advisors, and single clients that may be read.</summary>
    [JsonIgnore]
    public Guid[] Keys => Readable is { Length: > 0 } ? [.. Advisors, .. Readable] : Advisors;

    /// <summary>The same, for changing.</summary>
    [JsonIgnore]
    public ClientScope Writing => Readable is null ? this : this with { Readable = null };

    public bool Allows(Guid advisorId) => All || Array.IndexOf(Advisors, advisorId) >= 0;

    /// <summary>Whether the client of this advisor may be seen; changed only if <see cref="Allows(Guid)"/> says so too.</summary>
    public bool Allows(Guid advisorId, Guid clientId) => Allows(advisorId) || (Readable is not null && Array.IndexOf(Readable, clientId) >= 0);

    /// <summary>A condition on <paramref name="column"/> (an advisor id) for a statement that has this scope's advisors, or its <see cref="Keys"/>, as <paramref name="parameter"/>.</summary>
    public string Sql(string column, string parameter) =>
        All ? $"({parameter}::uuid[] is not null)"
        : Readable is { Length: > 0 } && column == "e.advisor_id" ? $"(e.advisor_id = any({parameter}::uuid[]) or e.client_id = any({parameter}::uuid[]))"
        : Readable is { Length: > 0 } && column is ("c.advisor_id" or "p.advisor_id" or "advisor_id") ? $"({column} = any({parameter}::uuid[]) or {column.Replace("advisor_id", "id", StringComparison.Ordinal)} = any({parameter}::uuid[]))"
        : $"{column} = any({parameter}::uuid[])";
}

/// <summary>The permission a command or query asks for. One without it is refused and fails the architecture tests.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Permission permission) : Attribute
{
    public Permission Permission { get; } = permission;
}

/// <summary>A command or query about one client: it is checked against the actor's scope before its handler runs.</summary>
public interface IAboutClient
{
    Guid ClientId { get; }
}

/// <summary>What every module may ask about clients; Clients answers.</summary>
public interface IClientDirectory
{
    /// <summary>The client's advisor, or nothing when there is no such client.</summary>
    Task<Guid?> AdvisorOf(Guid clientId, CancellationToken ct);

    /// <summary>Ids and advisors by external id; unknown ones are left out.</summary>
    Task<IReadOnlyDictionary<string, ClientKey>> ByExternalIds(IReadOnlyCollection<string> externalIds, CancellationToken ct);

    /// <summary>Display names by id; unknown ones are left out.</summary>
    Task<IReadOnlyDictionary<Guid, string>> Names(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>The client and those that were merged into it: what the record says of them is said of it.</summary>
    Task<Guid[]> WithMerged(Guid clientId, CancellationToken ct);
}

public sealed record ClientKey(Guid Id, Guid AdvisorId);

/// <summary>What every module may ask about people of the house; Access answers.</summary>
public interface IPeople
{
    /// <summary>Active users by e-mail address, lower case; unknown ones are left out.</summary>
    Task<IReadOnlyDictionary<string, Person>> ByEmail(IReadOnlyCollection<string> emails, CancellationToken ct);

    Task<IReadOnlyDictionary<Guid, Person>> ById(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>The active users who may see the clients of an advisor, the advisor among them, by name.</summary>
    Task<IReadOnlyList<Person>> WhoSee(Guid advisorId, CancellationToken ct);
}

public static class PeopleByEmail
{
    /// <summary>The active user of an e-mail address that was given as <c>advisor</c>.</summary>
    public static async Task<Guid> Advisor(this IPeople people, string email, CancellationToken ct) =>
        (await people.ByEmail([email.Trim().ToLowerInvariant()], ct)).Values.FirstOrDefault()?.Id
        ?? throw new Errors.InvalidInputException("advisor", "unknownAdvisor", $"There is no advisor {email}.");
}

public sealed record Person(Guid Id, string Email, string Name, string? Phone, Role Role);

/// <summary>The call being served: who, and the key that makes a repeated call act once.</summary>
public sealed class CallContext
{
    public Actor Actor { get; set; } = new(null, "anonymous", Role.System, Permission.None, new ClientScope(false, []), "hu", "none");

    public string? IdempotencyKey { get; set; }
}
