using CrossSell.Kernel;
using CrossSell.Kernel.Access;
using CrossSell.Kernel.Import;
using CrossSell.Kernel.Messaging;

namespace CrossSell.Portfolio.Messages;

/// <summary>A contract as the API and the import say it; null means not given.</summary>
/// <param name="Product"><c>line/code</c>.</param>
/// <param name="HeldAt"><c>us</c> or <c>elsewhere</c> (a competitor's).</param>
/// <param name="NoticeDays">Calendar days before expiry by which notice must be given; the product's when not given.</param>
/// <param name="Fields">The product's own fields.</param>
/// <param name="Status"><c>live</c> or <c>ended</c>; a new contract is live when not given.</param>
public sealed record ContractData(
    string? ExternalId,
    Guid? ClientId,
    string? Product,
    string? Variant,
    string? HeldAt,
    string? Provider,
    string? Number,
    DateOnly? Start,
    DateOnly? Expiry,
    int? NoticeDays,
    PriceData? Price,
    IReadOnlyDictionary<string, string>? Fields = null,
    string? Status = null);

/// <param name="Period"><c>once</c>, <c>month</c>, <c>quarter</c> or <c>year</c>.</param>
[GenerateSerializer, Immutable]
public sealed record PriceData([property: Id(0)] decimal Amount, [property: Id(1)] string Currency, [property: Id(2)] string Period)
{
    public Money ToMoney() => new(Amount, Currency);
}

/// <summary>A contract as it stands.</summary>
/// <param name="Status"><c>live</c> or <c>ended</c>.</param>
/// <param name="ExpiryInferred">Nobody said the expiry: an import worked it out from the start and the product's term. Giving it, changed or the same, confirms it.</param>
[GenerateSerializer, Immutable]
public sealed record ContractView(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string? ExternalId,
    [property: Id(2)] Guid ClientId,
    [property: Id(3)] string Product,
    [property: Id(4)] string? Variant,
    [property: Id(5)] string HeldAt,
    [property: Id(6)] string? Provider,
    [property: Id(7)] string? Number,
    [property: Id(8)] DateOnly Start,
    [property: Id(9)] DateOnly? Expiry,
    [property: Id(10)] int? NoticeDays,
    [property: Id(11)] PriceData? Price,
    [property: Id(12)] Dictionary<string, string> Fields,
    [property: Id(13)] string Status,
    [property: Id(14)] int Version,
    [property: Id(15)] bool ExpiryInferred = false)
{
    /// <summary>The version of the product line that it was made with.</summary>
    [Id(16)]
    public string? LineVersion { get; init; }
}

[Needs(Permission.EditClients)]
public sealed record AddContract(ContractData Data) : ICommand<ContractView>;

[Needs(Permission.EditClients)]
public sealed record ChangeContract(Guid ContractId, ContractData Data, int? IfVersion) : ICommand<ContractView>;

[Needs(Permission.SeeClients)]
public sealed record GetContract(Guid ContractId) : IQuery<ContractView>;

/// <summary>Contracts of clients in the actor's scope, by id.</summary>
[Needs(Permission.SeeClients)]
public sealed record ListContracts(Guid? Client, string? Product, DateOnly? ExpiringBefore, string? After, int Limit) : IQuery<Page<ContractView>>;

/// <summary>Imports contracts from CSV or XLSX (interfaces: section 3). The product codes must be known to the catalog.</summary>
/// <param name="Encoding">Of a CSV file that is not UTF-8; one of <see cref="ImportFile.Encodings"/>.</param>
/// <param name="Hold">The new contracts open no offers until the import is released.</param>
[Needs(Permission.Import)]
public sealed record ImportContracts(
    byte[] File, bool DryRun, bool AllOrNothing, IReadOnlyDictionary<string, string>? Mapping = null, string? FileName = null, string? Encoding = null, bool Hold = false) : ICommand<ImportReport>;

/// <summary>Lets the contracts that an import brought and held grow offers again, inside the unit of work in progress.</summary>
/// <param name="Later">Those that may only from a day on; the others may at once.</param>
[Needs(Permission.Import)]
public sealed record ReleaseHeldContracts(Guid ImportId, IReadOnlyDictionary<Guid, DateOnly> Later) : ICommand<int>;

/// <summary>Puts a sold contract into the client's portfolio, inside the unit of work of the command that sold it; makes rows, reads nothing.</summary>
/// <param name="Id">Given by the caller, so that doing it twice is doing it once.</param>
/// <param name="Replaces">The client's contract it takes the place of: that one counts as ended, so that its next cycle is nobody's lead.</param>
[Needs(Permission.WorkOffers)]
public sealed record AddSoldContract(Guid Id, Guid ClientId, string Product, string? Variant, string? Number, DateOnly Start, DateOnly? Expiry, int? NoticeDays, PriceData? Price, Guid? Replaces = null) : ICommand<Done>
{
    /// <summary>The product's own fields.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }
}
