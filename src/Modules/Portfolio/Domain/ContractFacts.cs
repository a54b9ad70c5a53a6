using System.Globalization;
using System.Text.Json;
using CrossSell.Kernel.Data;

namespace CrossSell.Portfolio.Domain;

/// <summary>A contract's facts as the audit writes them, and back.</summary>
internal static class ContractFacts
{
    public static byte[] Known(Contract contract) => JsonText.Bytes(contract.KnownFacts());

    /// <summary>The contract with one field as the audit says it was.</summary>
    public static Contract With(Contract contract, string name, JsonElement value) => name switch
    {
        "externalId" => contract with { ExternalId = value.GetString() },
        "product" => contract with { Product = value.GetString()! },
        "variant" => contract with { Variant = value.GetString() },
        "heldAt" => contract with { HeldAt = value.GetString()! },
        "provider" => contract with { Provider = value.GetString() },
        "number" => contract with { Number = value.GetString() },
        "start" => contract with { Start = Day(value) ?? contract.Start },
        "expiry" => contract with { Expiry = Day(value) },
        "expiryInferred" => contract with { ExpiryInferred = value.ValueKind == JsonValueKind.True },
        "noticeDays" => contract with { NoticeDays = value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null },
        "price" => contract with { Price = value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : null },
        "currency" => contract with { Currency = value.GetString() },
        "period" => contract with { Period = value.GetString() },
        "fields" => contract with { Fields = new SortedDictionary<string, string>(value.Deserialize<Dictionary<string, string>>() ?? [], StringComparer.Ordinal) },
        "status" => contract with { Status = value.GetString()! },
        "heldUntil" => contract with { HeldUntil = Day(value) },
        _ => throw new InvalidOperationException($"A contract has no field {name}."),
    };

    private static DateOnly? Day(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? DateOnly.ParseExact(value.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
