using System.Text.Json;
using System.Text.Json.Nodes;
using CrossSell.Kernel.Data;

namespace CrossSell.Clients.Domain;

/// <summary>A client's facts as JSON, the way the audit says them, and back.</summary>
internal static class ClientFacts
{
    public static JsonObject Of(Client client) => JsonSerializer.SerializeToNode(client.Facts(), JsonText.Options)!.AsObject();

    /// <summary>The client with other facts; what follows from them is worked out anew.</summary>
    public static Client With(Client client, JsonObject facts)
    {
        facts["granted"] = facts["consents"]?.DeepClone();
        return JsonText.Known<Client>(facts).Derived() with { Id = client.Id, CreatedAt = client.CreatedAt, Version = client.Version };
    }
}
