using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrossSell.Kernel.Data;

namespace CrossSell.Portfolio.Domain;

/// <summary>A contract's facts as the audit writes them, and back.</summary>
internal static class ContractFacts
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JsonText.Options.Encoder, SkipValidation = true };

    /// <summary>What <see cref="Contract.KnownFacts"/> says, as JSON; written field by field, because an import does this a million times.</summary>
    public static byte[] Known(Contract contract)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            Text(json, "externalId", contract.ExternalId);
            json.WriteString("clientId", contract.ClientId);
            Text(json, "product", contract.Product);
            Text(json, "variant", contract.Variant);
            Text(json, "heldAt", contract.HeldAt);
            Text(json, "provider", contract.Provider);
            Text(json, "number", contract.Number);
            Day(json, "start", contract.Start);
            Day(json, "expiry", contract.Expiry);
            if (contract.ExpiryInferred)
            {
                json.WriteBoolean("expiryInferred", true);
            }

            if (contract.NoticeDays is { } days)
            {
                json.WriteNumber("noticeDays", days);
            }

            if (contract.Price is { } price)
            {
                json.WriteNumber("price", price);
            }

            Text(json, "currency", contract.Currency);
            Text(json, "period", contract.Period);
            Fields(json, contract.Fields);
            Text(json, "status", contract.Status);
            Day(json, "heldUntil", contract.HeldUntil);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static JsonObject Of(Contract contract) => JsonSerializer.SerializeToNode(contract.Facts(), JsonText.Options)!.AsObject();

    /// <summary>The contract with other facts.</summary>
    public static Contract With(Contract contract, JsonObject facts) => JsonText.Known<Contract>(facts) with
    {
        Id = contract.Id,
        HeldBy = contract.HeldBy,
        CreatedAt = contract.CreatedAt,
        Version = contract.Version,
    };

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void Day(Utf8JsonWriter json, string name, DateOnly? day)
    {
        if (day is { } known)
        {
            Span<char> text = stackalloc char[10];
            known.TryFormat(text, out var written, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            json.WriteString(name, text[..written]);
        }
    }

    private static void Fields(Utf8JsonWriter json, IReadOnlyDictionary<string, string> fields)
    {
        if (fields.Count == 0)
        {
            return;
        }

        json.WriteStartObject("fields");
        foreach (var (name, value) in fields)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }
}
