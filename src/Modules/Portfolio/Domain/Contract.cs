using CrossSell.Portfolio.Messages;

namespace CrossSell.Portfolio.Domain;

internal sealed record Contract
{
    public const string Live = "live";
    public const string Ended = "ended";
    public const string HeldHere = "us";
    public const string HeldElsewhere = "elsewhere";

    public Guid Id { get; init; }

    public string? ExternalId { get; init; }

    public Guid ClientId { get; init; }

    /// <summary><c>line/code</c>.</summary>
    public string Product { get; init; } = string.Empty;

    public string? Variant { get; init; }

    public string HeldAt { get; init; } = string.Empty;

    public string? Provider { get; init; }

    public string? Number { get; init; }

    public DateOnly Start { get; init; }

    public DateOnly? Expiry { get; init; }

    /// <summary>Nobody said the expiry: it was worked out from the start and the product's term.</summary>
    public bool ExpiryInferred { get; init; }

    public int? NoticeDays { get; init; }

    public decimal? Price { get; init; }

    public string? Currency { get; init; }

    public string? Period { get; init; }

    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    public string Status { get; init; } = Live;

    /// <summary>The import that brought it and held it, until somebody decides.</summary>
    public Guid? HeldBy { get; init; }

    /// <summary>No offer grows from it before that day; <see cref="DateOnly.MaxValue"/> while nobody has decided.</summary>
    public DateOnly? HeldUntil { get; init; }

    /// <summary>The version of the product line when it was made; written once, by the database.</summary>
    public string? LineVersion { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public int Version { get; init; }

    /// <summary>What makes two contracts without an external id the same one.</summary>
    public (Guid ClientId, string Product, string HeldAt, DateOnly Start, string? Number) NaturalKey => (ClientId, Product, HeldAt, Start, Number);

    public ContractView View() => new(
        Id, ExternalId, ClientId, Product, Variant, HeldAt, Provider, Number, Start, Expiry, NoticeDays,
        Price is { } amount ? new PriceData(amount, Currency!, Period!) : null, new Dictionary<string, string>(Fields), Status, Version, ExpiryInferred)
    {
        LineVersion = LineVersion,
    };

    /// <summary>The fields the audit speaks of.</summary>
    public IReadOnlyDictionary<string, object?> Facts() => new Dictionary<string, object?>
    {
        ["externalId"] = ExternalId,
        ["clientId"] = ClientId,
        ["product"] = Product,
        ["variant"] = Variant,
        ["heldAt"] = HeldAt,
        ["provider"] = Provider,
        ["number"] = Number,
        ["start"] = Start,
        ["expiry"] = Expiry,
        ["expiryInferred"] = ExpiryInferred ? true : null,
        ["noticeDays"] = NoticeDays,
        ["price"] = Price,
        ["currency"] = Currency,
        ["period"] = Period,
        ["fields"] = Fields,
        ["status"] = Status,
        ["heldUntil"] = HeldUntil,
    };

    public Dictionary<string, object?> KnownFacts() =>
        Facts().Where(f => f.Value is not (null or IReadOnlyDictionary<string, string> { Count: 0 })).ToDictionary();
}
